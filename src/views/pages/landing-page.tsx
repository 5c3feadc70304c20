import type { Child } from 'hono/jsx';
import { CapFigure } from '#views/components/cap-figure.tsx';
import type { Frame } from '#views/frame.ts';
import { Layout } from '#views/layout.tsx';

/** The offer in one look. It promises only what the service does: no prices, no names, no praise. */
export function LandingPage({ frame }: { readonly frame: Frame }) {
  return (
    <Layout frame={frame} title="Servers by the hour, one invoice a month" indexed>
      <Hero frame={frame} />
      <Offers />
      <Steps />
      <Questions />
      <section class="width closing">
        <h2>Ready when you are</h2>
        <p>Signing up costs nothing. You pay only for the servers you create.</p>
        <Actions frame={frame} />
      </section>
    </Layout>
  );
}

function Hero({ frame }: { readonly frame: Frame }) {
  return (
    <section class="width hero">
      <div>
        <h1>
          <span>Servers by the hour.</span> <span>One invoice a month.</span>
        </h1>
        <p class="lead">
          Sign up, log in to the panel and create a server. There is no order to place and nothing
          to pay up front.
        </p>
        <Actions frame={frame} />
      </div>
      <CapFigure />
    </section>
  );
}

function Actions({ frame }: { readonly frame: Frame }) {
  if (frame.client) {
    return (
      <p class="actions">
        <a class="button large" href="/dashboard">
          Go to your dashboard
        </a>
      </p>
    );
  }
  return (
    <p class="actions">
      <a class="button large" href="/signup">
        Create your account
      </a>
      <a class="button large secondary" href="/login">
        Log in
      </a>
    </p>
  );
}

function Offers() {
  return (
    <section class="width offers" aria-label="What you get">
      <Offer title="Nothing up front">
        No order and no prepayment. You go straight to the panel and create your first server.
      </Offer>
      <Offer title="By the hour, with a cap">
        A server counts by the hour. Each month has a cap: once a server reaches it, the rest of the
        month adds nothing.
      </Offer>
      <Offer title="One clear invoice">
        On the 1st you get one invoice for the month before. It lists each server and its backups on
        their own lines.
      </Offer>
      <Offer title="One click to the panel">
        Log in here, and one click takes you to the panel. There is no second password to keep.
      </Offer>
    </section>
  );
}

function Offer({ title, children }: { readonly title: string; readonly children?: Child }) {
  return (
    <div class="card offer">
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}

function Steps() {
  return (
    <section class="band" aria-labelledby="steps-title">
      <div class="width">
        <h2 id="steps-title">How it works</h2>
        <ol class="steps">
          <li>
            <h3>Sign up</h3>
            <p>Your name, your email address and a password are enough.</p>
          </li>
          <li>
            <h3>Confirm and accept</h3>
            <p>Open the link in our email, read the terms and accept them.</p>
          </li>
          <li>
            <h3>Create servers</h3>
            <p>Go to the panel and create what you need. Delete it when you are done.</p>
          </li>
          <li>
            <h3>Pay on the 1st</h3>
            <p>One invoice comes by email, for what you used the month before.</p>
          </li>
        </ol>
      </div>
    </section>
  );
}

function Questions() {
  return (
    <section class="width questions" aria-labelledby="questions-title">
      <h2 id="questions-title">Good to know</h2>
      <dl>
        <Question asked="What if I use nothing?">
          Then there is no invoice for that month. An account alone costs nothing.
        </Question>
        <Question asked="What are tokens on my invoice?">
          The panel counts in tokens. Each invoice shows the price of one token, the tokens of each
          server and what they cost.
        </Question>
        <Question asked="What if I delete a server before the month ends?">
          The invoice then lists only the hours that the server existed in that month.
        </Question>
        <Question asked="Where do I see my invoices?">
          We email you each invoice, and your dashboard keeps them all.
        </Question>
      </dl>
    </section>
  );
}

function Question({ asked, children }: { readonly asked: string; readonly children?: Child }) {
  return (
    <div>
      <dt>{asked}</dt>
      <dd>{children}</dd>
    </div>
  );
}
