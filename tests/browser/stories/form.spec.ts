import { expect, test } from '@playwright/test';
import { save } from './configure.js';
import { english, expectSound, mailsTo, receipt, signIn } from './people.js';

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

test('a form asks for more than the usual, and the agent reads the answers', async ({ page, browser }) => {
  const context = await browser.newContext();
  const desk = await context.newPage();
  await signIn(desk, 'samira.haddad', '/desk/?lang=en&settings=forms');
  await desk.getByRole('button', { name: 'Add form' }).click();
  await desk.getByLabel('ID', { exact: true }).first().fill('workshop');
  const entries = desk.locator('.entry');
  await entries.first().getByLabel('Text (English)').fill('Repair');
  await desk.getByRole('button', { name: 'Add field' }).click();
  await entries.nth(1).getByLabel('Text (English)').fill('Frame number');
  await entries.nth(1).getByLabel('Text (French)').fill('Numéro de cadre');
  await desk.getByRole('button', { name: 'Add field' }).click();
  await entries.nth(2).getByLabel('Text (English)').fill('Model');
  for (const model of ['City 3', 'Tour 5', 'Cargo']) {
    await entries.nth(2).getByLabel('Choices').fill(model);
    await desk.keyboard.press('Enter');
  }
  await expectSound(desk);
  await save(desk, 'The workshop has a form');

  await page.goto('/?lang=fr&form=workshop');
  await expect(page.getByLabel('Numéro de cadre')).toBeVisible();
  await page.goto('/?lang=en&form=workshop');
  const frame = page.getByLabel('Frame number');
  const model = page.getByLabel('Model');
  await frame.fill('X'.repeat(81));
  await model.selectOption('Cargo');
  await page.getByLabel(english.name).fill('Robin Story');
  await page.getByLabel(english.email, { exact: true }).fill('robin.frame@example.com');
  await page.getByLabel(english.topic).selectOption('Repair');
  await page.getByLabel(english.subject).fill('A broken spoke');
  await page.getByLabel(english.message).fill('It broke in the middle.');
  await page.getByRole('button', { name: english.send }).click();
  await expect(frame).toBeFocused();
  await expect(frame).toHaveAccessibleDescription('This is too long.');
  await expectSound(page);
  await frame.fill('VT-2024-117');
  await page.reload();
  await expect(frame).toHaveValue('VT-2024-117');
  await expect(model).toHaveValue('Cargo');

  // The workshop takes a model off its list while the customer still writes: the server says so, at the field.
  await desk.getByRole('button', { name: 'Remove Cargo' }).click();
  await save(desk, 'No more cargo bikes');
  await page.getByRole('button', { name: english.send }).click();
  await expect(model).toHaveAccessibleDescription('This choice is no longer offered.');
  await expect(model).toBeFocused();
  await model.selectOption('Tour 5');
  await page.getByRole('button', { name: english.send }).click();
  const { number } = await receipt(page, english.done);

  await desk.goto(`/desk/?lang=en&ticket=${number}`);
  await expect(desk.getByText('VT-2024-117')).toBeVisible();
  await expect(desk.getByText('Tour 5')).toBeVisible();
  await context.close();
});

test('a form that does not exist says so', async ({ page }) => {
  await page.goto('/?lang=en&form=nowhere');
  await expect(page.getByText('There is no such form, or no longer.')).toBeVisible();
  await expectSound(page);
});
