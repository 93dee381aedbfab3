import { inflateRawSync } from 'node:zlib'
import { zip } from './write-workbook.ts'

const mostFiles = 300
const mostBytes = 40_000_000
const mostRows = 20_000
const mostColumns = 500
const mostCells = 300_000
/** Limit for rows times columns: the reader allocates a full rectangle between the outermost cells. */
const largestRectangle = 2_000_000
const deepestXml = 60
const endRecord = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const centralEntry = 0x02014b50
const localEntry = 0x04034b50
const stored = 0
const deflated = 8

/** more: larger than a form can be · damaged: not a workbook */
export type Unpacked = { file: Buffer; fault?: undefined } | { file?: undefined; fault: 'more' | 'damaged' }

class TooMuch extends Error {}

/**
 * Unpacks a workbook without trusting the sizes it declares, leaves out empty cells, measures every sheet, and packs the
 * files again without compression, so that the reader gets exactly what was measured. ZIP: APPNOTE 6.3.10 §4.3; SpreadsheetML:
 * ECMA-376 part 1 §18.3.
 */
export function unpackWorkbook(bytes: Uint8Array): Unpacked {
  try {
    const files = readFiles(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    const kept = files.map(([name, content]): [string, Buffer] => {
      if (!/\.(?:xml|rels)$/i.test(name)) return [name, content]
      const isSheet = /worksheets\//i.test(name)
      const text = isSheet ? withoutEmptyCells(content.toString('latin1')) : content.toString('latin1')
      measureXml(text, isSheet)
      return [name, isSheet ? Buffer.from(text, 'latin1') : content]
    })
    return { file: Buffer.from(zip(kept)) }
  } catch (error) {
    const isMore =
      error instanceof TooMuch || (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
    return { fault: isMore ? 'more' : 'damaged' }
  }
}

function readFiles(file: Buffer): [string, Buffer][] {
  const end = file.lastIndexOf(endRecord)
  if (end < 0) throw new Error('not an archive')
  const count = file.readUInt16LE(end + 10)
  if (count > mostFiles) throw new TooMuch()
  const files: [string, Buffer][] = []
  let left = mostBytes
  let at = file.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(at) !== centralEntry) throw new Error('the list of files is damaged')
    const [method, packed, nameLength] = [
      file.readUInt16LE(at + 10),
      file.readUInt32LE(at + 20),
      file.readUInt16LE(at + 28),
    ]
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    const local = file.readUInt32LE(at + 42)
    if (file.readUInt32LE(local) !== localEntry) throw new Error('a file is damaged')
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const body = file.subarray(start, start + packed)
    if (method !== stored && method !== deflated) throw new Error('an unknown way of packing')
    // Allow one byte more than is left, to see that the archive is too large whatever size it declares.
    const content = method === stored ? body : inflateRawSync(body, { maxOutputLength: left + 1 })
    left -= content.length
    if (left < 0) throw new TooMuch()
    files.push([name, content])
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return files
}

const emptyCell =
  /<(?:\w+:)?c(?:\s[^<>]*)?(?:\/>|>\s*(?:<(?:\w+:)?f(?:\s[^<>]*)?(?:\/>|>[^<>]*<\/(?:\w+:)?f>)\s*)?(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v>\s*<\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>)/g
const emptyRow = /<(?:\w+:)?row(?:\s[^<>]*)?(?:\/>|>\s*<\/(?:\w+:)?row>)/g
const errorCell = /(<(?:\w+:)?c(?:\s[^<>]*)?\s)t="e"/g

/**
 * Spreadsheets keep a cell without a value, far from the rest, for a column or a row that was formatted or filled with a
 * formula. A cell whose formula failed is read as the words it shows, such as `#REF!`: the reader would refuse the file.
 */
function withoutEmptyCells(text: string): string {
  return text.replace(emptyCell, '').replace(emptyRow, '').replace(errorCell, '$1t="str"')
}

/** Measures in one pass how deep the tags are nested and how far apart the cells of a sheet are. */
function measureXml(text: string, isSheet: boolean): void {
  let depth = 0
  let cells = 0
  let [rows, columns] = [0, 0]
  const tag = /<([/!?]?)([^\s>/]*)([^>]*)>/g
  for (let found = tag.exec(text); found; found = tag.exec(text)) {
    const [, mark, name = '', rest = ''] = found
    // A document type can define entities that expand without limit.
    if (mark === '!' && /^(?:DOCTYPE|ENTITY)/i.test(name)) throw new TooMuch()
    if (mark === '/') depth -= 1
    else if (mark === '' && !rest.endsWith('/')) depth += 1
    if (depth > deepestXml) throw new TooMuch()
    if (!isSheet || mark !== '') continue
    const kind = name.slice(name.indexOf(':') + 1)
    if (kind !== 'c' && kind !== 'row') continue
    cells += 1
    const [, letters = '', digits = ''] = /\br="([A-Z]{0,7})(\d{1,9})"/.exec(rest) ?? []
    rows = Math.max(rows, Number(digits))
    columns = Math.max(columns, columnOf(letters))
    if (cells > mostCells || rows > mostRows || columns > mostColumns || rows * columns > largestRectangle)
      throw new TooMuch()
  }
}

function columnOf(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}
