// Our own small set, drawn on a 20 x 20 grid with round 1.6 strokes, so that all icons have one weight.
const PATHS = {
  alert: 'M10 6.5v4M10 13.6v.01M8.7 3.3 2.3 14.4A1.5 1.5 0 0 0 3.6 16.7h12.8a1.5 1.5 0 0 0 1.3-2.3L11.3 3.3a1.5 1.5 0 0 0-2.6 0Z',
  arrowDown: 'M10 4v12m5-5-5 5-5-5',
  arrowLeft: 'M16 10H4m5-5-5 5 5 5',
  arrowUp: 'M10 16V4m5 5-5-5-5 5',
  bell: 'M5.5 8.5a4.5 4.5 0 0 1 9 0c0 4 1.7 5 1.7 5H3.8s1.7-1 1.7-5ZM8.3 16.2a1.9 1.9 0 0 0 3.4 0',
  bolt: 'M11 2.5 4 11.5h5l-.5 6 7-9h-5l.5-6Z',
  box: 'M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5v-7ZM3.5 6.5 10 10l6.5-3.5M10 10v7',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3M13 3v3',
  chart: 'M3.5 3.5v13h13M7 13.5v-3M10.5 13.5V6M14 13.5V9',
  check: 'm4 10.5 4 4 8-9',
  chevronDown: 'm5.5 8 4.5 4.5L14.5 8',
  chevronRight: 'm8 5.5 4.5 4.5L8 14.5',
  clip: 'M15.5 9.2 9.6 15a3.4 3.4 0 0 1-4.8-4.8l6.3-6.2a2.3 2.3 0 0 1 3.2 3.2l-6.2 6.2a1.1 1.1 0 0 1-1.6-1.6l5.6-5.6',
  clock: 'M10 5.5V10l3 2M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z',
  close: 'm5 5 10 10M15 5 5 15',
  copy: 'M7.5 7.5h8v9h-8zM12.5 7.5v-4h-8v9h3',
  customer: 'M13.5 7a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM3.5 17c.6-3.2 3.2-4.8 6.5-4.8s5.9 1.6 6.5 4.8',
  dots: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  download: 'M10 3.5v9m-4-4 4 4 4-4M4 16.5h12',
  eye: 'M2.5 10s2.7-5 7.5-5 7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5ZM12.2 10a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0Z',
  film: 'M3 5h14v10H3zM7 5v10M13 5v10M3 10h14',
  flag: 'M5 17.5v-14h9.5l-2 3.5 2 3.5H5',
  forward: 'M12 4.5 16.5 9 12 13.5M16 9H9.5c-3.6 0-6 2-6 6',
  grid: 'M3.5 4h13v12h-13zM3.5 8h13M3.5 12h13M8.5 4v12',
  hand: 'M6.5 10.5V5.2a1.2 1.2 0 0 1 2.4 0V9m0-.5V3.7a1.2 1.2 0 0 1 2.4 0V9m0-.5V4.7a1.2 1.2 0 0 1 2.4 0V11c0 4-1.9 6.5-4.9 6.5-2.3 0-3.4-1.1-4.5-3.1L3 11.7c-.6-1.3 1-2.2 1.9-1.2l1.6 1.9',
  history: 'M3.5 5v4h4M3.8 8.8A6.6 6.6 0 1 1 4.6 14M10 6.5V10l2.5 1.8',
  hourglass: 'M5 3h10M5 17h10M6.5 3v2.5c0 2 3.5 3 3.5 4.5s-3.5 2.5-3.5 4.5V17M13.5 3v2.5c0 2-3.5 3-3.5 4.5s3.5 2.5 3.5 4.5V17',
  inbox: 'M3 11.5 5.2 4.6a1 1 0 0 1 1-.7h7.6a1 1 0 0 1 1 .7L17 11.5v3.6a1.2 1.2 0 0 1-1.2 1.2H4.2A1.2 1.2 0 0 1 3 15.1v-3.6Zm0 0h4.2c.3 1.4 1.4 2.2 2.8 2.2s2.5-.8 2.8-2.2H17',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7',
  layers: 'm10 3 7 3.7-7 3.7-7-3.7L10 3Zm-7 7 7 3.7 7-3.7M3 13.3 10 17l7-3.7',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3L10 5.7M11.5 8.5a3 3 0 0 0-4.3 0l-2.6 2.6a3 3 0 0 0 4.3 4.3l1.1-1.1',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  mail: 'M3 5h14v10H3zM3.3 5.5 10 10.6l6.7-5.1',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  moon: 'M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3Z',
  note: 'M4 3.5h12v8.5l-4.5 4.5H4zM11.5 16.5V12H16M7 7.5h6M7 10.5h3',
  page: 'M5 3h6.5L15.5 7v10H5zM11.5 3v4h4M7.5 10.5h5M7.5 13.5h5',
  pause: 'M7 5v10M13 5v10',
  phone: 'M4 3.5h3l1.5 4-2 1.3a9.5 9.5 0 0 0 4.7 4.7l1.3-2 4 1.5v3c0 .6-.4 1-1 1C9 17 3 11 3 4.5c0-.6.4-1 1-1Z',
  picture: 'M3 4.5h14v11H3zM3.5 14l4-4 3 3 2.5-2.5 3.5 3.5M13.2 7.6h.01',
  plus: 'M10 4v12M4 10h12',
  reply: 'M8 4.5 3.5 9 8 13.5M4 9h6.5c3.6 0 6 2 6 6',
  reopen: 'M4 10a6 6 0 1 1 1.8 4.3M4 15.5v-3.2h3.2',
  route: 'M7 14.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM17 5.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM7 14.5h5a2.5 2.5 0 0 0 0-5H8a2 2 0 0 1 0-4h5',
  search: 'M13.5 13.5 17 17M15 9A6 6 0 1 1 3 9a6 6 0 0 1 12 0Z',
  send: 'M3.5 10 3 3.5l14 6.5-14 6.5.5-6.5Zm0 0H10',
  shield: 'M10 2.8 4 5v4.5c0 3.6 2.4 6.2 6 7.7 3.6-1.5 6-4.1 6-7.7V5l-6-2.2Zm-2.6 7L9.3 12l3.5-4',
  signOut: 'M8 3.5H4.5v13H8M8.5 10H17m-3.5-3.5L17 10l-3.5 3.5',
  sliders: 'M3 6h7m4 0h3M3 14h3m4 0h7M14 6a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM10 14a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z',
  sound: 'M4 8v4h2.5L10 15V5L6.5 8H4ZM13 7.5a3.5 3.5 0 0 1 0 5M15 5.5a6.3 6.3 0 0 1 0 9',
  spam: 'M6.9 3h6.2L17 6.9v6.2L13.1 17H6.9L3 13.1V6.9L6.9 3ZM10 6.5v4.2M10 13.5v.01',
  stairs: 'M3 16.5h4.5V12H12V7.5h4.5V3',
  star: 'm10 3 2.1 4.4 4.9.7-3.5 3.4.8 4.8L10 14l-4.3 2.3.8-4.8L3 8.1l4.9-.7L10 3Z',
  sun: 'M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM10 2.5v1.5M10 16v1.5M4.7 4.7l1 1M14.3 14.3l1 1M2.5 10H4M16 10h1.5M4.7 15.3l1-1M14.3 5.7l1-1',
  system: 'M3 4h14v9.5H3zM7 17h6M10 13.5V17',
  tag: 'M3.5 3.5h6l7 7-6 6-7-7v-6ZM6.7 6.7h.01',
  team: 'M10.5 7A3 3 0 1 1 4.5 7a3 3 0 0 1 6 0ZM2 16c.4-2.9 2.5-4.3 5.5-4.3S12.6 13.1 13 16M12.5 4.2a3 3 0 0 1 0 5.6M14.8 12.1c1.8.6 2.9 1.9 3.2 3.9',
  trash: 'M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  transfer: 'M6 16V4m0 0L3 7m3-3 3 3M14 4v12m0 0-3-3m3 3 3-3',
} as const;

export type IconName = keyof typeof PATHS;

interface Props {
  name: IconName;
  size?: number;
  class?: string;
}

/** Decoration only: the words beside it, or the label of its button, say what it means. */
export function Icon({ name, size = 16, class: extra = '' }: Props) {
  return (
    <svg
      class={`icon ${extra}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'dots' ? 2.6 : 1.6}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
