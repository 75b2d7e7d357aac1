import { expect, test } from '@playwright/test';
import { expectSound, signIn } from './people.js';

test('an admin changes a team, and the history tells who did', async ({ page }) => {
  await signIn(page, 'samira.haddad', '/desk/?lang=en&settings=policies');
  await expect(page.getByText('Standard').first()).toBeVisible();
  await expectSound(page);

  await page.goto('/desk/?lang=en&settings=teams&item=engineering');
  await page.getByLabel('Name', { exact: true }).fill('Engineering room');
  await page.getByRole('button', { name: 'Check and save' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why (for the history)').fill('It moved');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/Saved as revision \d+/)).toBeVisible();

  await page.goto('/desk/?lang=en&settings=history');
  await expect(page.getByText('It moved').first()).toBeVisible();
  await expect(page.getByText(/Samira Haddad ·/).first()).toBeVisible();
  await expectSound(page);
});

test('a supervisor reads the settings and changes none', async ({ page }) => {
  await signIn(page, 'camille.laurent', '/desk/?lang=en&settings=calendars');
  await expect(page.getByRole('link', { name: /Velotek's office/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Add/ })).toHaveCount(0);
  await expectSound(page);
});
