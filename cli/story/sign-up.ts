import { Browser } from './browser.ts';
import { elements, textOf } from './html.ts';
import type { Journey } from './journey.ts';

/** From the landing page to the mail with the link; answers the link. */
export async function signUp(journey: Journey): Promise<string> {
  journey.narrator.chapter('A newcomer signs up');
  await findTheForm(journey);
  await makeMistakes(journey);
  await signUpTwice(journey);
  return readTheMail(journey);
}

function findTheForm({ narrator, world, hero }: Journey): Promise<void> {
  const title = 'The landing page explains the offer and leads to the sign-up';
  return narrator.step(title, async (tell) => {
    const landing = await hero.browser.get(`${world.instance.origin}/`);
    tell.equal('status', landing.status, 200);
    tell.that('it says what it is', landing.text.includes('One invoice a month'), landing.title);
    const signup = await hero.browser.follow(landing, 'Create your account');
    tell.equal('its link leads to', signup.url.pathname, '/signup');
    tell.figures(`${landing.title} → ${signup.title}`);
  });
}

function makeMistakes({ narrator, world, hero }: Journey): Promise<void> {
  const title = 'Mistakes are told beside their fields, and what was typed stays';
  return narrator.step(title, async (tell) => {
    const form = await hero.browser.get(`${world.instance.origin}/signup`);
    const typed = { 'Your name': hero.name, 'Email address': 'not-an-address', Password: 'short' };
    const page = await hero.browser.submit(form, 'Sign up', typed);
    tell.equal('status', page.status, 422);
    const { fields } = page.form('Sign up');
    const typedIn = (field: string) => fields.find(({ name }) => name === field)?.value;
    tell.equal('the name is still there', typedIn('name'), hero.name);
    tell.equal('the wrong address is still there', typedIn('email'), 'not-an-address');
    tell.equal('the password is not', typedIn('password'), '');
    const errors = elements(page.html, 'p').filter(
      ({ attributes }) => attributes.class === 'error',
    );
    tell.equal('fields with an error', errors.length, 2);
    for (const { inner } of errors) tell.figures(textOf(inner));
  });
}

function signUpTwice({ narrator, world, hero, seeded }: Journey): Promise<void> {
  const title = 'Signing up answers the same for an unknown and for a known address';
  return narrator.step(title, async (tell) => {
    const { name, company, email, password, browser } = hero;
    const known = seeded.enrolled[0]?.email ?? '';
    const send = async (address: string, visitor: Browser) => {
      const form = await visitor.get(`${world.instance.origin}/signup`);
      const typed = { 'Your name': name, Company: company, 'Email address': address };
      return visitor.submit(form, 'Sign up', { ...typed, Password: password });
    };
    const unknownAnswer = await send(email, browser);
    const knownAnswer = await send(known, new Browser());
    tell.equal('statuses', unknownAnswer.statuses, [303, 200]);
    tell.equal('statuses of both', knownAnswer.statuses, unknownAnswer.statuses);
    tell.that('pages of both are the same', unknownAnswer.html === knownAnswer.html);
    const letter = await world.mail(known, 'You already have an account');
    tell.that('only the mail differs', !letter.text.includes('/verify'), letter.text);
    tell.figures(`${unknownAnswer.title} for ${email} and for ${known}`);
  });
}

async function readTheMail({ narrator, world, hero }: Journey): Promise<string> {
  let link = '';
  await narrator.step('One mail arrives, with a link', async (tell) => {
    const mail = await world.mail(hero.email, 'Confirm your email address');
    const addresses = [...mail.text.matchAll(/https?:\/\/\S+/g)].map(([address]) => address);
    const wanted = `${world.instance.origin}/verify?`;
    link = addresses.find((address) => address.startsWith(wanted)) ?? '';
    tell.equal('mails', (await world.mails(hero.email)).length, 1);
    tell.that('it has a link to this site', link !== '', mail.text);
    tell.figures(mail.subject);
  });
  return link;
}
