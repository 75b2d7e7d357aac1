import { expect, test } from '@playwright/test';
import { english, expectSound, mailsTo, receipt } from './people.js';

test('a form on a phone shows what went wrong beside the field and keeps what was typed', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/?lang=en');
  await expectSound(page);
  await page.getByLabel(english.message).fill('My order has not come.\nIt is two weeks late.');
  await page.getByLabel(english.email, { exact: true }).fill('robin at example');
  await page.getByRole('button', { name: english.send }).click();

  const name = page.getByLabel(english.name);
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('This does not look like an e-mail address.')).toBeVisible();
  await expect(page.getByText('Give it a short subject.')).toBeVisible();
  await expectSound(page);

  await page.reload();
  await expect(page.getByLabel(english.message)).toHaveValue('My order has not come.\nIt is two weeks late.');
  await expect(page.getByLabel(english.email, { exact: true })).toHaveValue('robin at example');

  await page.getByLabel(english.name).fill('Robin Story');
  await page.getByLabel(english.email, { exact: true }).fill('robin.phone@example.com');
  await page.getByLabel(english.topic).selectOption({ index: 1 });
  await page.getByLabel(english.subject).fill('Two weeks late');
  await page.getByRole('button', { name: english.send }).click();
  const { number } = await receipt(page, english.done);
  await expectSound(page);
  const [mail] = await mailsTo(page.request, 'robin.phone@example.com', 1);
  expect(mail?.subject).toBe(`[#${number}] Two weeks late`);
});

test('a request that can not be sent is kept and says so', async ({ page }) => {
  await page.goto('/?lang=en');
  await page.getByLabel(english.name).fill('Robin Story');
  await page.getByLabel(english.email, { exact: true }).fill('robin.offline@example.com');
  await page.getByLabel(english.topic).selectOption({ index: 1 });
  await page.getByLabel(english.subject).fill('In a tunnel');
  await page.getByLabel(english.message).fill('The train has no network here.');
  await page.route('**/api/v1/tickets', (route) => route.abort());
  await page.getByRole('button', { name: english.send }).click();
  await expect(page.getByText('Your request was not sent. Nothing is lost.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel(english.message)).toHaveValue('The train has no network here.');
  await page.unroute('**/api/v1/tickets');
  await page.getByRole('button', { name: english.send }).click();
  await receipt(page, english.done);
});

test('the whole form speaks French', async ({ page }) => {
  await page.goto('/?lang=fr');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expectSound(page);
  await page.getByLabel('Votre nom').fill('Maëlle Récit');
  await page.getByLabel('E-mail', { exact: true }).fill('maelle@example.fr');
  await page.locator('select[name=topic]').selectOption({ index: 1 });
  await page.locator('input[name=subject]').fill('Où est ma commande ?');
  await page.locator('textarea[name=message]').fill('Elle devait arriver hier.');
  await page.locator('button[type=submit]').click();
  await receipt(page, /porte le n°\s(\d+)/);
  const [mail] = await mailsTo(page.request, 'maelle@example.fr', 1);
  expect(mail?.text).toContain('Bonjour');
});
