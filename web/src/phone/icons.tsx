/** The page's few drawings, all in the colour of the text around them. */
const picture = { fill: 'none', stroke: 'currentColor', 'stroke-width': 2 } as const

export const SignalBars = ({ lost }: { lost: boolean }) => (
  <svg viewBox="0 0 22 14" width="22" height="14" aria-hidden="true" fill="currentColor">
    {[4, 7, 10, 13].map((height, place) => (
      <rect
        key={height}
        x={place * 5}
        y={14 - height}
        width="3.5"
        height={height}
        opacity={lost ? 0.25 : 1}
      />
    ))}
    {lost && <path d="M2 1 L19 14 M19 1 L2 14" stroke="currentColor" stroke-width="2.4" />}
  </svg>
)

export const Battery = () => (
  <svg viewBox="0 0 26 14" width="26" height="14" aria-hidden="true" fill="currentColor">
    <path d="M1 2h21v10H1z" fill="none" stroke="currentColor" stroke-width="1.6" />
    <path d="M23 5h2.500v4H23zM3.5 4.500h4v5h-4zM9 4.500h4v5H9zM14.5 4.500h4v5h-4z" />
  </svg>
)

export const Envelope = () => (
  <svg viewBox="0 0 20 14" width="20" height="14" {...picture} aria-hidden="true">
    <path d="M1 1h18v12H1zM1.5 1.5 10 8l8.5-6.5" stroke-linejoin="round" />
  </svg>
)

export const PointDown = () => (
  <svg
    class="point-down"
    viewBox="0 0 20 22"
    width="20"
    height="22"
    {...picture}
    stroke-width="2.5"
    aria-hidden="true"
  >
    <path d="M10 2v17M3.5 12.5 10 19l6.5-6.5" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
)

export const Handle = ({ down }: { down: boolean }) => (
  <svg
    viewBox="0 0 24 24"
    width="26"
    height="26"
    aria-hidden="true"
    fill="currentColor"
    class={down ? 'handle down' : 'handle'}
  >
    <path d="M6.6 10.800c1.4 2.8 3.8 5.2 6.6 6.600l2.2-2.200c.3-.3.7-.4 1-.2 1.1.4 2.3.6 3.6.6.6 0 1 .4 1 1V20c0 .6-.4 1-1 1C10.6 21 3 13.4 3 4c0-.6.4-1 1-1h3.500c.6 0 1 .4 1 1 0 1.3.2 2.5.6 3.6.1.3 0 .7-.2 1z" />
  </svg>
)

/** From the sentence on the left to the code on the screen. */
export const LongArrow = () => (
  <svg
    class="long-arrow"
    viewBox="0 0 150 70"
    width="150"
    height="70"
    {...picture}
    stroke-width="3"
    aria-hidden="true"
  >
    <path d="M4 14C46 2 96 14 140 52" stroke-linecap="round" />
    <path d="M119 54l21.5-1.5L138 31" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
)

export const NoNetwork = () => (
  <svg viewBox="0 0 24 20" width="22" height="18" {...picture} aria-hidden="true">
    <path d="M2 7a14 14 0 0 1 20 0M5.5 11a9 9 0 0 1 13 0M9 15a4.2 4.2 0 0 1 6 0" stroke-linecap="round" />
    <path d="M3 19 21 1" stroke-linecap="round" />
  </svg>
)
