// The people of the stories and the moves that several stories share.
import { AxeBuilder } from '@axe-core/playwright';
import { type APIRequestContext, expect, type Page } from '@playwright/test';

export interface Words {
  name: string;
  email: string;
  topic: string;
  subject: string;
  message: string;
  send: string;
  done: RegExp;
}

export const english: Words = {
  name: 'Your name',
  email: 'E-mail',
  topic: 'What is it about?',
  subject: 'Subject',
  message: 'Message',
  send: 'Send request',
  done: /Your request has number #(\d+)/,
};

export interface Receipt {
  number: number;
  link: string;
}

/** A customer fills in the contact form and sends it. */
export async function writeIn(page: Page, email: string, subject: string, message: string): Promise<Receipt> {
  await page.goto('/?lang=en');
  await page.getByLabel(english.name).fill('Robin Story');
  await page.getByLabel(english.email, { exact: true }).fill(email);
  await page.getByLabel(english.topic).selectOption({ index: 1 });
  await page.getByLabel(english.subject).fill(subject);
  await page.getByLabel(english.message).fill(message);
  await page.getByRole('button', { name: english.send }).click();
  return receipt(page, english.done);
}

export async function receipt(page: Page, done: RegExp): Promise<Receipt> {
  const sentence = page.getByText(done);
  await expect(sentence).toBeVisible({ timeout: 30_000 });
  const number = Number(done.exec((await sentence.textContent()) ?? '')?.[1]);
  const link = await page.locator('a[href*="/ticket/#"]').first().getAttribute('href');
  expect(number).toBeGreaterThan(1000);
  expect(link).toBeTruthy();
  return { number, link: link! };
}

/** Signs in on the local issuer's page and comes back to the desk. */
export async function signIn(page: Page, agent: string, path = '/desk/?lang=en'): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: /^(Sign in|Se connecter)$/ }).click();
  await page.locator(`button[name=agent][value="${agent}"]`).click();
  await expect(page.getByRole('main')).toBeVisible();
}

interface Mail {
  to: string[];
  subject: string;
  text: string;
  headers: Record<string, string>;
}

/** Mails that name an address as one of their readers, newest first, once there are as many as expected. */
export async function mailsTo(request: APIRequestContext, address: string, expected: number): Promise<Mail[]> {
  let mails: Mail[] = [];
  await expect
    .poll(async () => {
      const all = (await (await request.get('/_local/mail.json')).json()) as Mail[];
      mails = all.filter(({ to, headers }) => [...to, headers.Cc ?? ''].some((readers) => readers.includes(address)));
      return mails.length;
    })
    .toBe(expected);
  return mails;
}

/** No rule of WCAG 2.2 A and AA that a program can check is broken, and nothing is wider than the window. */
export async function expectSound(page: Page): Promise<void> {
  // The headline comes with the first answer; what is looked at before that is a page on its way.
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}
