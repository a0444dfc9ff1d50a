// Bugs in the web client: what stands in a page, and what a price typed by a person is.
import type { Bug } from '../../bug.ts'

const MIDDLEWARE = 'clients/pwa/src/middleware.test.ts'
const PRICE = 'clients/ui/src/price.test.ts'

const LATE = 'clients/pwa/test/late-scripts.it.test.ts'

export const CLIENT_BUGS: readonly Bug[] = [
  {
    name: 'scripts are fetched while the page is',
    file: 'clients/pwa/src/server/late-scripts.ts',
    find: `'<script type="late" src='`,
    put: `'<script type="module" src='`,
    suite: LATE,
  },
  {
    name: 'a button pressed before the scripts came is pressed twice',
    file: 'clients/pwa/src/server/late-scripts.ts',
    find: '  event.stopImmediatePropagation()\n',
    put: '',
    suite: LATE,
  },
  {
    name: 'a button pressed before the scripts came does nothing',
    file: 'clients/pwa/src/server/late-scripts.ts',
    find: '  button.click()\n',
    put: '',
    suite: LATE,
  },
  {
    name: 'a button pressed while its page arrives is pressed before its script is there',
    file: 'clients/pwa/src/server/late-scripts.ts',
    find: "document.readyState === 'loading' || ",
    put: '',
    suite: LATE,
  },
  {
    name: 'a number typed before the script came is lost',
    file: 'clients/pwa/src/islands/login/mount-page.tsx',
    find: "root.querySelector('input')?.value",
    put: 'undefined',
    suite: LATE,
  },
  {
    name: 'a filter ticked before the script came is lost',
    file: 'clients/pwa/src/scripts/results/live.ts',
    find: '  if (form && isChosen(form)) change()\n',
    put: '',
    suite: LATE,
  },
  {
    name: 'the filters scroll their own head away',
    file: 'clients/pwa/src/styles/search/results.css',
    find: '[data-sheet-body] {\n  position: relative;',
    put: '[data-sheet-body] {\n  position: static;',
    suite: 'clients/pwa/test/large-text.it.test.ts',
  },
  {
    name: 'the head takes a second line for who is signed in',
    file: 'clients/pwa/src/styles/frame.css',
    find: "[data-testid='nav-saved'] {\n    display: none;",
    put: "[data-testid='nav-saved'] {\n    display: inline-flex;",
    suite: 'clients/pwa/test/large-text.it.test.ts',
  },
  {
    name: 'what has the focus is behind the bar at the foot',
    file: 'clients/pwa/src/styles/base.css',
    find: 'html:has(.actions, .tools) {\n  scroll-padding-block-end: 6rem;',
    put: 'html:has(.actions, .tools) {\n  scroll-padding-block-end: 0;',
    suite: 'clients/pwa/test/fingers.it.test.ts',
  },
  {
    name: 'a chip is smaller than a finger',
    file: 'clients/pwa/src/styles/parts.css',
    find: 'label).chip {\n  min-inline-size: var(--tap);\n  min-block-size: var(--tap);',
    put: 'label).chip {\n  min-inline-size: var(--tap);\n  min-block-size: 2.25rem;',
    suite: 'clients/pwa/test/fingers.it.test.ts',
  },
  {
    name: 'a title ends the script element it stands in',
    file: 'clients/pwa/src/view/json-ld.ts',
    find: ".replace(/</g, '\\\\u003c')",
    put: '',
    suite: 'clients/pwa/src/view/json-ld.test.ts',
  },
  {
    name: 'only the first < is escaped',
    file: 'clients/pwa/src/view/json-ld.ts',
    find: 'replace(/</g,',
    put: 'replace(/</,',
    suite: 'clients/pwa/src/view/json-ld.test.ts',
  },
  {
    name: 'the policy allows the hash of two style sheets as one',
    file: 'clients/pwa/src/middleware.ts',
    find: '([^]*?)<\\/style>',
    put: '([^]*)<\\/style>',
    suite: MIDDLEWARE,
  },
  {
    name: 'the hash of a style sheet is not that of its text',
    file: 'clients/pwa/src/middleware.ts',
    find: ".update(match[1] ?? '')",
    put: ".update((match[1] ?? '').trim())",
    suite: MIDDLEWARE,
  },
  {
    name: 'a page that was rewritten is compressed twice',
    file: 'clients/pwa/src/middleware.ts',
    find: '  if (locals.finishing) return next()\n',
    put: '',
    suite: MIDDLEWARE,
  },
  {
    name: 'a price in words loses its thousands',
    file: 'clients/ui/src/price.ts',
    find: 'rest -= count * unit',
    put: 'rest %= LAC',
    suite: PRICE,
  },
  {
    name: 'a search sent again has another bound',
    file: 'clients/ui/src/price.ts',
    find: 'return read.ok && read.value === rupees ? short : groupLacs(rupees)',
    put: 'return short',
    suite: PRICE,
  },
  {
    name: 'a form takes a price that no ad may have',
    file: 'clients/ui/src/price.ts',
    find: 'rupees > HIGHEST_PRICE',
    put: 'rupees > 2 * HIGHEST_PRICE',
    suite: 'clients/ui/src/price.test.ts',
  },
  {
    name: 'a recorder without a codec counts as one',
    file: 'clients/pwa/src/islands/chat/voice/recording-type.ts',
    find: 'TYPES.find((type) => recorder?.isTypeSupported(type))',
    put: '(recorder ? TYPES[0] : undefined)',
    suite: 'clients/pwa/src/islands/chat/voice/recording-type.test.ts',
  },
  {
    name: 'a page uses a word that only the newest engines read',
    file: 'clients/live/src/browser/forget-live.ts',
    find: '  const bus = openBus(person)',
    put: '  using bus = { ...openBus(person), [Symbol.dispose]: () => undefined }',
    suite: 'clients/pwa/test/edges.it.test.ts',
  },
  {
    name: 'that a sign-in is coming pushes the form away',
    file: 'clients/pwa/src/islands/sell/wizard.tsx',
    find: 'useState(!isSignedIn())',
    put: 'useState(false)',
    suite: 'clients/pwa/test/large-text.it.test.ts',
  },
  {
    name: 'pages are built for developers when a test builds them',
    file: 'clients/pwa/astro.config.mjs',
    find: "          if (command === 'build') process.env.NODE_ENV = 'production'\n",
    put: '',
    suite: 'clients/pwa/test/production-build.it.test.ts',
  },
]
