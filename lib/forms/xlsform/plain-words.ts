/** A tag of HTML as people write it, or anything in angle brackets with attributes in quotes. `<a friend>` is words. */
const tag =
  /<\/?(?:a|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|mark|ol|output|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*\s*\/?>|<[a-z][\w:-]*(?:\s+[\w:-]+=(?:"[^"<>]*"|'[^'<>]*'))+\s*\/?>/i
const strong = /(\*\*|__)(\S(?:[^*\n]*\S)?)\1/g
const slanted = /(^|[\s(])([*_])(\S(?:[^*_\n]*\S)?)\2(?=$|[\s).,;:!?])/gm
const heading = /^#{1,6}\s+/gm
const link = /\[([^\]\n]+)\]\(([^()\s]+)\)/g
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Whether a text contains HTML or the Markdown that XLSForm allows (xlsform.org, "Styling text"). */
export function isStyled(text: string): boolean {
  return tag.test(text) || [strong, slanted, heading, link].some((one) => text.search(one) >= 0)
}

/** Removes styling and keeps every word. A block becomes a line, and a link keeps its address. */
export function plainWords(text: string): string {
  return text
    .replace(/<br\s*\/?>|<\/(?:p|div|h[1-6]|li|tr)>/gi, '\n')
    .replace(new RegExp(tag, 'gi'), '')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(link, '$1 ($2)')
    .replace(strong, '$2')
    .replace(slanted, '$1$3')
    .replace(heading, '')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
