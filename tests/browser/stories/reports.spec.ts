import { expect, test } from '@playwright/test';
import { expectSound, signIn, writeIn } from './people.js';

const REPORT = '/desk/?lang=en&reports=service-levels&period=7&by=team';

test('a supervisor sees how the desk stands and opens what is at risk', async ({ page }) => {
  await signIn(page, 'camille.laurent', '/desk/?lang=en&view=all_open');
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Service levels' }).click();
  await expect(page).toHaveURL(/reports=service-levels/);
  const queues = page.getByRole('region', { name: 'Queues' });
  await expect(queues.getByRole('row', { name: /Customer support/ })).toBeVisible();
  const loads = page.getByRole('region', { name: 'Who has how much' });
  await expect(loads.getByRole('listitem').filter({ hasText: 'Camille Laurent' })).toContainText(/\d+ of 24/);
  await expect(loads.getByText('Jonas Weber')).toHaveCount(0);
  await expectSound(page);

  const first = page.getByRole('region', { name: 'At risk or missed' }).getByRole('link').first();
  const number = await first.getAttribute('data-number');
  await first.click();
  await expect(page).toHaveURL(new RegExp(`view=all_open&ticket=${number}`));
  await expect(page.getByText(`#${number}`).first()).toBeVisible();
  await page.goBack();
  await queues.getByRole('link', { name: 'Customer support' }).click();
  await expect(page).toHaveURL(/view=team&team=support/);
});

test('a promise that was kept is counted, over time and by what it belongs to', async ({ browser, page }) => {
  const { number } = await writeIn(page, 'robin.report@example.com', 'Count me', 'Was I answered in time?');
  const agents = await browser.newContext();
  const desk = await agents.newPage();
  await signIn(desk, 'camille.laurent', `/desk/?lang=en&ticket=${number}`);
  await desk.getByLabel(/^Reply to/).fill('You were.');
  await desk.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(desk.getByText('Reply sent')).toBeVisible();

  // It is counted from the stream, a moment later.
  await expect(async () => {
    await desk.goto(REPORT);
    await expect(desk.getByText(/\d+ of \d+ targets met/)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expect(desk.getByRole('img', { name: /^Targets met by day/ })).toBeVisible();
  await desk.getByText('As a table').click();
  await expect(desk.getByRole('table', { name: /^Targets met by day/ }).getByRole('rowheader').last()).toBeVisible();
  await expectSound(desk);

  await desk.getByRole('group', { name: 'By', exact: true }).getByRole('button', { name: 'Promise' }).click();
  const split = desk.getByRole('region', { name: 'Broken down' });
  await expect(split.getByRole('row', { name: /First response/ })).toContainText(/\d %|\d%/);
  const met = split.getByRole('columnheader', { name: 'Met' });
  await met.getByRole('button').click();
  await expect(met).toHaveAttribute('aria-sort', 'descending');
  await desk.reload();
  await expect(split.getByRole('row', { name: /First response/ })).toBeVisible();

  await desk.getByRole('group', { name: 'Period' }).getByRole('button', { name: 'Other' }).click();
  await desk.getByLabel('To', { exact: true }).fill('2020-01-31');
  await expect(desk.getByText('The first day has to come before the last.')).toBeVisible();
  await desk.getByLabel('From', { exact: true }).fill('2020-01-01');
  await expect(desk.getByText('No targets ended in this period')).toBeVisible();
  await agents.close();
});

test('the report in French, in the dark, on a phone', async ({ browser }) => {
  const context = await browser.newContext({ colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await signIn(page, 'samira.haddad', '/desk/?lang=fr&reports=service-levels');
  await expect(page.getByRole('heading', { name: 'Promesses tenues' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Files d’attente' })).toBeVisible();
  await expectSound(page);
  await context.close();
});

test('trouble is said, and tried again', async ({ page }) => {
  await page.route('**/api/v1/desk/reports/**', (route) => route.abort());
  await signIn(page, 'camille.laurent', REPORT);
  await expect(page.getByText('The figures could not be loaded')).toBeVisible();
  await page.unroute('**/api/v1/desk/reports/**');
  const trouble = page.getByRole('alert').filter({ hasText: 'How the desk stands could not be loaded' });
  await trouble.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: 'Queues' })).toBeVisible();
});

test('who answers tickets has no reports', async ({ page }) => {
  await signIn(page, 'oliver.bennett', REPORT);
  await expect(page.getByRole('heading', { name: 'Reports are for team leads' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: 'Back to tickets' }).click();
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Service levels' })).toHaveCount(0);
});
