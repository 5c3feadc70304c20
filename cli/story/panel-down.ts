import { Browser } from './browser.ts';
import { everyAcceptance } from './enrol.ts';
import type { Journey } from './journey.ts';
import { panelUsers } from './panel-users.ts';

const EMAIL = 'late@newcomer.example';
const READY_SUBJECT = 'Your account with';
/** More than any attempt makes. */
const MANY_CALLS = 100;
/** Just behind the first retry's wait of half a minute. */
const RETRY_MS = 31_000;

/** A sign-up while the panel is down: told honestly, tried again, one panel user in the end. */
export async function panelDown(journey: Journey): Promise<void> {
  journey.narrator.chapter('Somebody signs up while the panel is down');
  const browser = new Browser();
  await acceptMeanwhile(journey, browser);
  await tryAgain(journey, browser);
}

function acceptMeanwhile({ narrator, world }: Journey, browser: Browser): Promise<void> {
  return narrator.step('The page says so, and that nothing is lost', async (tell) => {
    const { origin } = world.instance;
    const form = await browser.get(`${origin}/signup`);
    const typed = { 'Your name': 'Late Comer', 'Email address': EMAIL, Password: 'Patience-12' };
    await browser.submit(form, 'Sign up', typed);
    const { text } = await world.mail(EMAIL, 'Confirm your email address');
    const page = await browser.get(/https?:\/\/\S+\/verify\?\S+/.exec(text)?.[0] ?? '');
    await world.failPanel({ path: '*', status: 503, times: MANY_CALLS });
    const ready = await browser.submit(page, 'Accept', everyAcceptance(page));
    tell.equal('statuses', ready.statuses, [303, 200]);
    tell.equal('it says', ready.title, 'Your account is created');
    tell.that('and that we keep trying', ready.text.includes('We keep trying'), ready.text);
    tell.that('there is no button to the panel yet', !ready.hasForm('Log in to the panel'));
    const dashboard = await browser.get(`${origin}/dashboard`);
    tell.that('nor on the dashboard', !dashboard.hasForm('Log in to the panel'));
    await world.mendPanel();
    tell.equal('panel users', await panelUsers(world, EMAIL), []);
    const [, notice = ''] = /(The panel does not answer.*?email you)/.exec(ready.text) ?? [];
    tell.figures(`${ready.title}. ${notice} …`);
  });
}

function tryAgain({ narrator, world }: Journey, browser: Browser): Promise<void> {
  const title = 'It is tried again; the reply is lost, and asking settles it';
  return narrator.step(title, async (tell) => {
    await world.failPanel({ path: '/users', method: 'POST', loseReply: true });
    await world.moveClock(new Date((await world.nowMs()) + RETRY_MS).toISOString());
    await world.instance.pulse();
    const mail = await world.mail(EMAIL, READY_SUBJECT);
    tell.that('told by mail when done', mail.subject.endsWith('is ready'), mail.subject);
    tell.equal('panel users', (await panelUsers(world, EMAIL)).length, 1);
    tell.equal('failures on demand that were not met', await world.pendingFailures(), 0);
    const dashboard = await browser.get(`${world.instance.origin}/dashboard`);
    tell.that('the button is there now', dashboard.hasForm('Log in to the panel'), dashboard.text);
    const readyMails = (await world.mails(EMAIL)).filter(({ subject }) =>
      subject.startsWith(READY_SUBJECT),
    );
    tell.equal('mails about it', readyMails.length, 1);
    tell.figures(mail.subject);
  });
}
