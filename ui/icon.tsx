const PATHS = {
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  near: 'M3 8c2.300-2.600 4.600-1.800 7-.6s4.700 2 7-.6M3 13c2.300-2.600 4.600-1.800 7-.6s4.700 2 7-.6',
  differs: 'M4 7.500h12M4 12.500h12M13 3.500l-6 13',
  clock: 'M10 5.5V10l3 2M10 17.5a7.5 7.5 0 100-15 7.5 7.5 0 000 15z',
  warning: 'M10 3.2l7.3 13H2.7zM10 8v3.6M10 13.9v.2',
  danger: 'M6.8 2.5h6.4l4.3 4.3v6.4l-4.3 4.3H6.8l-4.3-4.3V6.8zM10 6.2v4.6M10 13.4v.2',
  info: 'M10 17.5a7.5 7.5 0 100-15 7.5 7.5 0 000 15zM10 9v4.6M10 6.3v.2',
  question:
    'M10 17.5a7.5 7.5 0 100-15 7.5 7.5 0 000 15zM7.8 7.7c.2-1.2 1.1-1.9 2.3-1.9 1.3 0 2.2.8 2.2 2 0 1.6-2.2 1.8-2.2 3.4M10.1 13.7v.2',
  forward: 'M7.5 4.5L13 10l-5.5 5.5',
  back: 'M12.5 4.5L7 10l5.5 5.5',
  down: 'M4.5 7.5L10 13l5.5-5.5',
  close: 'M5 5l10 10M15 5L5 15',
  search: 'M9 14.5a5.5 5.5 0 100-11 5.5 5.5 0 000 11zM13 13l4 4',
  plus: 'M10 4v12M4 10h12',
  globe:
    'M10 17.5a7.5 7.5 0 100-15 7.5 7.5 0 000 15zM2.5 10h15M10 2.5c2.2 2 3 4.600 3 7.500s-.8 5.500-3 7.500c-2.200-2-3-4.600-3-7.500s.8-5.500 3-7.500z',
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
  offline:
    'M3 3l14 14M5.200 14.500a3.500 3.500 0 01.600-6.900M8.300 5.300a4.800 4.800 0 016.300 3.600 2.900 2.900 0 012 4.600',
  lock: 'M5 9h10v7.500H5zM7 9V6.500a3 3 0 016 0V9',
  hidden:
    'M3 3l14 14M8.200 5.200A8.600 8.600 0 0110 5c4 0 6.600 3 7.500 5a9.500 9.500 0 01-2.300 3M12 14.700a7 7 0 01-2 .300c-4 0-6.600-3-7.500-5a9.400 9.400 0 013.200-3.700M8.300 8.300a2.400 2.400 0 003.400 3.400',
  person:
    'M10 10a3.200 3.200 0 100-6.400A3.200 3.200 0 0010 10zM3.800 16.800c.700-3 3.200-4.600 6.200-4.600s5.500 1.600 6.200 4.600',
  list: 'M7 5.500h10M7 10h10M7 14.500h10M3.500 5.500h.2M3.500 10h.2M3.500 14.500h.2',
  inbox: 'M3 11l2.200-6.500h9.600L17 11v5H3zM3 11h4l1 2h4l1-2h4',
  pause: 'M7.500 5v10M12.500 5v10',
  edit: 'M4 16l.8-3.500L13 4.300a1.500 1.500 0 012.200 0l.5.5a1.500 1.500 0 010 2.200L7.500 15.200z',
  print: 'M6 8V3h8v5M6 14H3V8h14v6h-3M6 12h8v5H6z',
} as const

export type IconName = keyof typeof PATHS

const TURNS = new Set<IconName>(['forward', 'back', 'list', 'edit'])

/**
 * A drawing beside words, never instead of them. Screen readers skip it. Directional icons mirror in right-to-left
 * scripts.
 */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={TURNS.has(name) ? 'icon-turns' : undefined}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
