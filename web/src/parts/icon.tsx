/** Small drawings beside words, never instead of them: 24 × 24, drawn with the colour of the text. */
const drawings = {
  inbox: 'M3 13l3-8h12l3 8v6H3v-6h5l1.5 3h5L16 13h5',
  plus: 'M12 5v14M5 12h14',
  shield: 'M12 3l8 3v6c0 4.5-3.2 7.7-8 9-4.8-1.3-8-4.5-8-9V6l8-3z',
  pulse: 'M3 12h4l3-8 4 16 3-8h4',
  chart: 'M4 4v16h16M8 16v-4M12.5 16V8M17 16v-6',
  close: 'M6 6l12 12M18 6L6 18',
  calendar: 'M4 6h16v14H4V6zM4 10.5h16M8.5 3.5V8M15.5 3.5V8',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  back: 'M15 5l-7 7 7 7',
  forth: 'M9 5l7 7-7 7',
  down: 'M6 9l6 6 6-6',
  clock: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7.5V12l3 2',
  pause: 'M9 6v12M15 6v12',
  alert: 'M12 4l9 16H3l9-16zM12 10v4.5M12 17.3v.2',
  phone:
    'M6 3h4l1.5 5L9 10c1 2.2 2.8 4 5 5l2-2.5 5 1.5v4c0 1.5-1 2.5-2.5 2.5C11 20.5 3.5 13 3.5 5.5 3.5 4 4.5 3 6 3z',
  message: 'M4 5h16v11H11l-5 4v-4H4V5z',
  note: 'M5 4h14v11l-5 5H5V4zM14 20v-5h5M8.5 8.5h7M8.5 12h4',
  search: 'M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20.5 20.5',
  filter: 'M4 6h16M7 12h10M10 18h4',
  person: 'M12 4a4 4 0 100 8 4 4 0 000-8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  send: 'M4 12l16-8-6 16-3-7-7-1z',
  refresh: 'M19.5 12a7.5 7.5 0 11-2.3-5.4M19.5 3.5v4h-4',
  leave: 'M14 4h5v16h-5M4 12h11M8 8l-4 4 4 4',
  lock: 'M6 11h12v9H6v-9zM8.5 11V8a3.5 3.5 0 017 0v3',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.3a2.7 2.7 0 100 5.4 2.7 2.7 0 000-5.4z',
} as const
export type IconName = keyof typeof drawings

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  )
}

/** A voice that rises like the sun: Jigikan, the voice of hope. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        class="mark-ground"
        d="M8 2h16a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6h-8l-7 5v-5H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6Z"
      />
      <path class="mark-sun" d="M11.5 19a4.5 4.5 0 0 1 9 0Z" />
      <path class="mark-sign" d="M7.5 17.5a8.6 8.6 0 0 1 17 0" />
    </svg>
  )
}
