// A template tag that lets long SVG stand on several lines of source.

/**
 * The text with every line break and the indentation around it as one space: inside an element it
 * parts attributes or points of a path, between elements it draws nothing.
 */
export const svg = (strings: TemplateStringsArray, ...values: readonly unknown[]): string =>
  String.raw({ raw: strings }, ...values).replaceAll(/\s*\n\s*/g, ' ')
