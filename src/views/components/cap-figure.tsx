const DAYS = 30;
const DAY_OF_CAP = 21;
const BASE_Y = 192;
const CAP_Y = 50;
const FIRST_X = 22;
const STEP_X = 9.4;
const BAR_WIDTH = 6;

/** A drawing of one server's cost over a month: it rises by the hour and stops at the cap. No prices in it. */
export function CapFigure() {
  return (
    <figure class="figure card">
      <svg viewBox="16 10 328 222" role="img" aria-labelledby="cap-title">
        <title id="cap-title">
          What a server costs rises by the hour and stops rising at the monthly cap. On the 1st of
          the next month one invoice follows.
        </title>
        <text x="22" y="30" class="strong">
          Monthly cap
        </text>
        <path class="rule" d={`M22 ${CAP_Y - 6}H338`} stroke-dasharray="3 5" />
        {Array.from({ length: DAYS }, (_, day) => bar(day))}
        <path class="rule" d={`M22 ${BASE_Y + 8}H338`} />
        <circle cx="323" cy={BASE_Y + 8} r="6" />
        <text x="22" y="226">
          The month, by the hour
        </text>
        <text x="338" y="226" text-anchor="end" class="strong">
          1st: one invoice
        </text>
      </svg>
      <figcaption>How the cost of one server adds up</figcaption>
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
