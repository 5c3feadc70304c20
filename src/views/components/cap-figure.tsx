import type { Language } from '#views/languages.ts';

const DAYS = 30;
const DAY_OF_CAP = 21;
const BASE_Y = 192;
const CAP_Y = 50;
const FIRST_X = 22;
const STEP_X = 9.4;
const BAR_WIDTH = 6;

/** A drawing of one server's cost over a month: it rises by the hour and stops at the cap. No prices in it. */
export function CapFigure({ language }: { readonly language: Language }) {
  const { figure } = language.texts.landing;
  return (
    <figure class="figure card">
      <svg viewBox="16 10 328 222" role="img" aria-labelledby="cap-title">
        <title id="cap-title">{figure.title}</title>
        <text x="22" y="30" class="strong">
          {figure.cap}
        </text>
        <path class="rule" d={`M22 ${CAP_Y - 6}H338`} stroke-dasharray="3 5" />
        {Array.from({ length: DAYS }, (_, day) => bar(day))}
        <path class="rule" d={`M22 ${BASE_Y + 8}H338`} />
        <circle cx="323" cy={BASE_Y + 8} r="6" />
        <text x="22" y="226">
          {figure.month}
        </text>
        <text x="338" y="226" text-anchor="end" class="strong">
          {figure.invoice}
        </text>
      </svg>
      <figcaption>{figure.caption}</figcaption>
    </figure>
  );
}

function bar(day: number) {
  const height = ((BASE_Y - CAP_Y) * Math.min(day + 1, DAY_OF_CAP)) / DAY_OF_CAP;
  return (
    <rect
      class={day < DAY_OF_CAP ? 'rising' : 'capped'}
      x={(FIRST_X + day * STEP_X).toFixed(1)}
      y={(BASE_Y - height).toFixed(1)}
      width={BAR_WIDTH}
      height={height.toFixed(1)}
      rx="2"
    />
  );
}
