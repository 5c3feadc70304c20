import { describe, expect, it } from 'vitest';
import { elements, forms, links, textOf } from '../../../cli/story/html.ts';

const PAGE = `
  <a href="/a?x=1&amp;y=2">To <b>a</b></a>
  <form method="post" action="/do"><input type="hidden" name="token" value="t&lt;1&gt;"/>
    <label for="name">Your name</label><input id="name" name="name" type="text" value="Ann"/>
    <label>Plan <select name="plan"><option value="1">One</option><option value="2" selected="">Two</option></select></label>
    <div><input id="ok" type="checkbox" name="accept" value="v:1"/><label for="ok">I accept</label></div>
    <button type="submit">Send it</button></form>
  <form method="post" action="/other"><button type="submit">Other</button></form>`;

describe('forms', () => {
  it('reads fields with their labels, values and choices', () => {
    const [form, other] = forms(PAGE);
    expect(form).toMatchObject({ method: 'POST', action: '/do', button: 'Send it' });
    const fields = form?.fields.map(({ name, type, label, value }) => [name, type, label, value]);
    expect(fields).toEqual([
      ['token', 'hidden', '', 't<1>'],
      ['name', 'text', 'Your name', 'Ann'],
      ['accept', 'checkbox', 'I accept', 'v:1'],
      ['plan', 'select', 'Plan', '2'],
    ]);
    expect(other?.button).toBe('Other');
  });
});

describe('links', () => {
  it('reads text and address', () => {
    expect(links(PAGE)).toEqual([{ text: 'To a', href: '/a?x=1&y=2' }]);
  });
});

describe('elements', () => {
  it('takes the outermost of nested ones', () => {
    const found = elements('<div class="a"><div>b</div></div><div>c</div>', 'div');
    expect(found.map(({ inner }) => inner)).toEqual(['<div>b</div>', 'c']);
  });

  it('throws where a tag is not closed', () => {
    expect(() => elements('<div><p>x</p>', 'div')).toThrow('not closed');
  });
});

describe('textOf', () => {
  it('is what a person reads', () => {
    expect(textOf('<p>a&amp;b</p>\n<p>&#39;c&#x27; &unknown;</p>')).toBe("a&b 'c' &unknown;");
  });
});
