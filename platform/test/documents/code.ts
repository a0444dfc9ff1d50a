// The code in a document for people on call: what stands between backticks, and in blocks.

export type Code = {
  readonly text: string
  /** Of a block; none between backticks. */
  readonly language?: string
}

const BLOCK = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm

/** A block is one text, with its lines as they are. */
export function codeOf(text: string): Code[] {
  const blocks = [...text.matchAll(BLOCK)].map(([, language = '', block = '']) => ({
    ...{ text: block, language },
  }))
  const spans = [...text.replaceAll(BLOCK, '').matchAll(/`([^`\n]+)`/g)]
  return [...blocks, ...spans.map(([, span = '']) => ({ text: span }))]
}

/** Lines of a shell, without comments. */
export const commandsIn = (code: readonly Code[]): string[] =>
  code
    .filter(({ language = 'sh' }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n').map((line) => line.replace(/ +#.*$/, '').trim()))

/** With `null` for what the reader fills in; whatever is only hinted at is left out. */
export const statementsIn = (code: readonly Code[]): string[] =>
  code
    .flatMap(({ text, language }) => {
      if (language === 'sql') return text.replaceAll(/--.*$/gm, '').split(';')
      const isStatement = /^(select|update|delete|truncate) /.test(text)
      return language === undefined && isStatement ? [text] : []
    })
    .map((statement) =>
      statement
        .trim()
        .replaceAll(/'[^']*[<…][^']*'/g, 'null')
        .replaceAll(/<[^>]+>/g, 'null'),
    )
    .filter((statement) => statement !== '' && !statement.includes('…'))

/** What the reader fills in, or a kind of names. */
const isOpen = (name: string): boolean => /[<…*$]/.test(name)

const ROOTS = 'scripts|config|deploy|platform|packages|services|charts|docs'
const PATH = new RegExp(`(?<![\\w/.-])(?:${ROOTS})/[^\\s\`'"),:;\\]]+`, 'g')

export const pathsIn = (code: readonly Code[]): string[] =>
  code
    .flatMap(({ text }) => [...text.matchAll(PATH)].map(([path]) => path.replace(/[.|]$/, '')))
    .filter((path) => !isOpen(path))

/** Of each script what it is given. */
export const optionsIn = (code: readonly Code[]): { script: string; option: string }[] =>
  commandsIn(code).flatMap((line) => {
    const [, script = '', rest = ''] = /^scripts\/([\w-]+)(.*)$/.exec(line) ?? []
    const [own = ''] = rest.split(/ [|&>] /)
    return [...own.matchAll(/ --([\w-]+)/g)].map(([, option = '']) => ({ script, option }))
  })

const KINDS: Readonly<Record<string, string>> = {
  configmap: 'ConfigMap',
  cronjob: 'CronJob',
  deploy: 'Deployment',
  deployment: 'Deployment',
  secret: 'Secret',
  svc: 'Service',
  service: 'Service',
}
/** Of our namespace. */
const kubectlIn = (code: readonly Code[]): string[] =>
  commandsIn(code).filter((line) => /\bkubectl\b/.test(line) && !/ -n \w/.test(line))

/** `Kind/name` of what kubectl is asked for by name. */
export const objectsIn = (code: readonly Code[]): string[] =>
  kubectlIn(code).flatMap((line) =>
    [...line.matchAll(/\b([a-z]+)[/ ]([a-z][a-z0-9-]*)/g)].flatMap(([, kind = '', name = '']) =>
      kind in KINDS ? [`${KINDS[kind]}/${name}`] : [],
    ),
  )

/** `label=value` of what it is asked for by label. */
export const labelsIn = (code: readonly Code[]): string[] =>
  kubectlIn(code)
    .flatMap((line) => [...line.matchAll(/ -l (\S+)/g)].map(([, label = '']) => label))
    .filter((label) => !isOpen(label))

/** An alert ends with `…` where only the speed is left out. */
export const alertsIn = (code: readonly Code[]): string[] =>
  code.map(({ text }) => text).filter((text) => /^[A-Z][a-z]+(?:[A-Z][a-z]+)+…?$/.test(text))

const QUERY = /^(?:\w+ by \([\w, ]+\) \()?(?:\w+\()?([a-z]+(?:_[a-z0-9]+)+)(?:[{[)].*)?$/

/** Metrics, tables, columns, functions: whatever is written `like_this`. */
export const namesIn = (code: readonly Code[]): string[] =>
  code.flatMap(({ text }) => {
    const [, name] = QUERY.exec(text) ?? []
    return name === undefined ? [] : [name]
  })

/** Secrets, variables and codes: `LIKE_THIS`. */
export const capitalsIn = (code: readonly Code[]): string[] =>
  code.map(({ text }) => text).filter((text) => /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text))

/** Log lines and settings: `like.this`; no topic, and no file. */
export const dottedIn = (code: readonly Code[]): string[] =>
  code
    .map(({ text }) => text)
    .filter((text) => /^[a-z][\w-]*(?:\.[a-zA-Z][\w-]*)+$/.test(text))
    .filter((text) => !/\.v\d+$|\.(ts|md|json|yaml)$/.test(text))
