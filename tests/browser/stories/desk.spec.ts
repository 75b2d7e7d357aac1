import { expect, test } from '@playwright/test';
import { expectSound, signIn } from './people.js';

test('signing in opens the queues, with counts', async ({ page }) => {
  await page.goto('/desk/?lang=en');
  await expectSound(page);
  await signIn(page, 'camille.laurent');
  const views = page.getByRole('navigation').first();
  for (const view of ['My open', 'Unassigned', 'All open', 'Recently resolved']) {
    await expect(views.getByRole('link', { name: new RegExp(view) })).toBeVisible();
  }
  await views.getByRole('link', { name: /All open/ }).click();
  await expect(page.locator('a[data-number]').first()).toBeVisible();
  const listed = await page.locator('a[data-number]').count();
  await expect(views.getByRole('link', { name: /All open/ })).toContainText(String(listed));
  await expectSound(page);
});

test('the keyboard is enough', async ({ page }) => {
  await signIn(page, 'camille.laurent', '/desk/?lang=en&view=all_open');
  const rows = page.locator('a[data-number]');
  await expect(rows.first()).toBeVisible();
  const second = await rows.nth(1).getAttribute('data-number');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`ticket=${second}`));
  await page.keyboard.press('n');
  await expect(page.getByLabel('Internal note')).toBeFocused();
  await page.keyboard.type('Written without a mouse.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Written without a mouse.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByLabel('Filter this list, or go to a number')).toBeFocused();
});

test('the desk in French, in the dark, on a phone', async ({ browser }) => {
  const context = await browser.newContext({ colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await signIn(page, 'ines.moreau', '/desk/?lang=fr&view=all_open');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expectSound(page);
  await page.locator('a[data-number]').first().click();
  await expect(page.getByRole('article').or(page.getByRole('main'))).not.toHaveCount(0);
  await expect(page).toHaveURL(/ticket=\d+/);
  await expectSound(page);
  await page.goBack();
  await expect(page.locator('a[data-number]').first()).toBeVisible();
  await context.close();
});

test('a light agent may write notes and nothing else', async ({ page }) => {
  await signIn(page, 'jonas.weber', '/desk/?lang=en&view=all_open');
  await page.locator('a[data-number]').first().click();
  await expect(page.getByLabel('Internal note')).toBeVisible();
  await expect(page.getByLabel(/^Reply to/)).toHaveCount(0);
});

test('what a ticket costs is for those who oversee the work', async ({ page, browser }) => {
  await signIn(page, 'camille.laurent', '/desk/?lang=en&view=all_open');
  await page.locator('a[data-number]').first().click();
  const cost = page.locator('details', { hasText: /\d US cents?/ });
  await cost.locator('summary').click();
  await expect(cost).toContainText(/\d+ mails?/);
  await expect(cost).toContainText(/\d+ write units/);
  await expectSound(page);

  const context = await browser.newContext();
  const theirs = await context.newPage();
  await signIn(theirs, 'oliver.bennett', '/desk/?lang=en&view=all_open');
  await theirs.locator('a[data-number]').first().click();
  await expect(theirs.getByText('Earlier tickets')).toBeVisible();
  await expect(theirs.getByText(/US cents?/)).toHaveCount(0);
  await context.close();
});
