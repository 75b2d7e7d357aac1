import { expect, test } from '@playwright/test';
import { expectSound, mailsTo, signIn, writeIn } from './people.js';

test('from the form to the last word, with every mail in between', async ({ browser, page }) => {
  const { number, link } = await writeIn(page, 'robin.path@example.com', 'The battery is flat', 'It will not charge any more.');

  const agents = await browser.newContext();
  const desk = await agents.newPage();
  await signIn(desk, 'tom.fletcher', `/desk/?lang=en&ticket=${number}`);
  await expect(desk.getByRole('heading', { name: 'The battery is flat' })).toBeVisible();
  await expect(desk.getByText('It will not charge any more.')).toBeVisible();
  await desk.getByLabel(/^Reply to/).fill('Please try the other charger.');
  await desk.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(desk.getByText('Please try the other charger.')).toBeVisible();
  await expectSound(desk);

  const [answer] = await mailsTo(page.request, 'robin.path@example.com', 2);
  expect(answer?.text).toContain('Please try the other charger.');
  const mailed = /\S+\/ticket\/#\S+/.exec(answer?.text ?? '')?.[0];
  expect(new URL(mailed ?? '').hash).toBe(new URL(link, page.url()).hash);

  // Read and answered by the link, on a phone.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(mailed!);
  await expect(page.getByText('Please try the other charger.')).toBeVisible();
  await expectSound(page);
  await page.getByLabel('Your reply').fill('That one works, thank you!');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByText('Your reply has been sent.')).toBeVisible();
  await page.getByRole('button', { name: 'Mark as solved' }).click();
  await expect(page.getByText('Marked as solved. Good to hear!')).toBeVisible();

  await desk.reload();
  await expect(desk.getByText('That one works, thank you!')).toBeVisible();
  await expect(desk.getByText('Resolved').first()).toBeVisible();
  await agents.close();
});

test('a wrong link says so, in both languages', async ({ page }) => {
  await page.goto('/ticket/?lang=en#nonsense');
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await expectSound(page);
  await page.goto('/ticket/?lang=fr#nonsense');
  await page.reload();
  await expect(page.getByRole('heading', { name: /lien/ })).toBeVisible();
});

test('what is written on a closed request goes on in another', async ({ browser, page }) => {
  const { number, link } = await writeIn(page, 'robin.again@example.com', 'The bell is stuck', 'It does not ring.');
  const agents = await browser.newContext();
  const desk = await agents.newPage();
  await signIn(desk, 'camille.laurent', `/desk/?lang=en&ticket=${number}`);
  await desk.getByRole('button', { name: /^State: / }).click();
  await desk.getByRole('option', { name: 'Closed' }).click();
  await expect(desk.getByRole('button', { name: 'State: Closed' })).toBeVisible();

  await page.goto(link);
  await page.reload();
  await expect(page.getByText('What you write opens a new one that goes on with it.')).toBeVisible();
  await page.getByLabel('Your reply').fill('It is stuck again.');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByText('Your message opened a new request')).toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: /^Open request #/ }).click();
  await expect(page.getByText('It is stuck again.')).toBeVisible();
  await expect(page.getByText('It does not ring.')).toBeHidden();

  const next = Number(/#(\d+)/.exec((await page.title()) ?? '')?.[1] ?? number + 1);
  await desk.goto(`/desk/?lang=en&ticket=${next}`);
  await expect(desk.getByText('Follows', { exact: true })).toBeVisible();
  await agents.close();
});
