// Tables of Markdown, for documents that are made.

export const code = (name: string): string => `\`${name}\``

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** Not aligned: `formatted` does that. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')
