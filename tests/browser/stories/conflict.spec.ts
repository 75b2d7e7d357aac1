import { expect, test } from '@playwright/test';
import { signIn, writeIn } from './people.js';

for (const lang of ['en', 'fr'] as const) {
  test(`an answer to what has changed shows the change and keeps the draft (${lang})`, async ({ browser, page }) => {
    const email = `robin.conflict.${lang}@example.com`;
    const { number, link } = await writeIn(page, email, `Which size? (${lang})`, 'Is the frame 52 or 54?');
    const agents = await browser.newContext();
    const desk = await agents.newPage();
    await signIn(desk, 'samira.haddad', `/desk/?lang=${lang}&ticket=${number}`);
    const reply = desk.getByRole('textbox', { name: /Robin Story/ });
    await reply.fill('It is a 52.');

    // The page must not learn of the change by itself before the agent sends.
    await desk.route('**/api/v1/desk/tickets/**', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
    const token = new URL(link, page.url()).hash.slice(1);
    const answered = await page.request.post('/api/v1/portal/replies', {
      headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': `story-${lang}` },
      data: { message: 'I meant the one for children.' },
    });
    expect(answered.status()).toBe(201);

    await reply.press('Control+Enter');
    const names = {
      en: { review: 'Review first', anyway: 'Send anyway' },
      fr: { review: /Relire|Vérifier|Voir/, anyway: /quand même/ },
    }[lang];
    await expect(desk.getByRole('button', { name: names.review })).toBeVisible();
    await expect(desk.getByText('I meant the one for children.').first()).toBeVisible();
    await expect(reply).toHaveValue('It is a 52.');
    await desk.unroute('**/api/v1/desk/tickets/**');
    await desk.getByRole('button', { name: names.anyway }).click();
    await expect(reply).toHaveValue('');
    await expect(desk.getByText('It is a 52.')).toBeVisible();
    await agents.close();
  });
}
