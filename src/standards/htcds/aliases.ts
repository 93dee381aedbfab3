import { htcdsLists } from './code-lists.ts'
import { htcdsFields } from './fields.ts'
import type { HtcdsField, HtcdsValue } from './model.ts'

/**
 * Other names of fields, by canonical name. The published survey form and spreadsheets differ from
 * the field standard.
 */
const fieldAliases: Readonly<Record<string, string>> = {
  // htcds_xlsform.xlsx, sheet survey
  prs_First_Name: 'prs_FirstName',
  prs_Second_Name: 'prs_SecondName',
  vic_Methods_of_Control: 'vic_MethodsOfControl',
  // spreadsheet-v2.0.xlsx and spreadsheet-single-select-v2.0.xlsx, first row (a "g" is missing)
  vic_TraffickinStatusDecisionMakingOrg: 'vic_TraffickingStatusDecisionMakingOrg',
}

/** "Field Definitions.md" has methods of control that the picklist spells differently, or lacks. */
const methodAliases: Readonly<Record<string, string>> = {
  MethodsOfControlThreats: 'x-Threats',
  MethodsOfControlRestrictsMovement: 'x-RestrictsMovement',
  MethodsOfControlUsesChildren: 'x-UsesChildren',
  MethodsOfControlThreatOfLawEnforcement: 'ThreatsLawEnforcement',
  MethodsOfControlPsychoactiveSubstances: 'PsychoactiveSubstance',
}

/**
 * Values that the picklists lack (forced criminality: issue 28 of the standard's repository). Exported as "Other" and
 * in an extension column.
 */
export const extensionValues: Readonly<Record<string, readonly string[]>> = {
  vic_TypeOfExploitation: ['x-ForcedCriminality', 'x-DomesticServitude', 'x-RecruitmentByStateForces'],
  vic_MethodsOfControl: ['x-RestrictsMovement', 'x-UsesChildren', 'x-Threats'],
}

/**
 * That the internet or a phone was used is a manner: it goes with any type of exploitation and is none. It has a column of
 * its own. Forms published before 2026-11-30 have it as a choice among the types.
 */
export const technologyColumn = 'x-vic_TechnologyFacilitated'
const mannerAsType = 'x-TechnologyFacilitated'

/** Whether an exact answer in a row says the manner already, so that the column of the manner adds nothing. */
export function saysManner(exactType: string | undefined): boolean {
  return exactType?.includes(mannerAsType) ?? false
}

export function isMannerAsType(field: HtcdsField, value: string): boolean {
  return field.name === 'vic_TypeOfExploitation' && value === mannerAsType
}

const byName = new Map(htcdsFields.map((field) => [field.name, field]))
const bySpelling = new Map(htcdsFields.map((field) => [fold(field.name), field]))

/** Removes blanks, underscores and case, so that `prs_First_Name` equals `prs_FirstName`. */
function fold(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** The field of any of its names; undefined if HTCDS has none. */
export function findHtcdsField(name: string): HtcdsField | undefined {
  const written = name.trim()
  const alias = Object.hasOwn(fieldAliases, written) ? fieldAliases[written] : undefined
  return byName.get(alias ?? written) ?? (/^[a-z]{3}_/i.test(written) ? bySpelling.get(fold(written)) : undefined)
}

export function getHtcdsList(field: HtcdsField): readonly HtcdsValue[] {
  return field.list === undefined ? [] : (htcdsLists[field.list] ?? [])
}

/**
 * The value name of a cell: from the name itself, another spelling, or its label. Unknown words come
 * back trimmed, for a person to look at.
 */
export function canonicalValue(field: HtcdsField, written: string): string {
  const word = written.trim()
  const list = getHtcdsList(field)
  const folded = fold(word)
  if (list.some(({ value }) => value === word)) return word
  if (field.name === 'vic_MethodsOfControl' && word.startsWith('MethodsOfControl')) {
    const short = word.slice('MethodsOfControl'.length)
    return methodAliases[word] ?? (list.some(({ value }) => value === short) ? short : word)
  }
  const extension = extensionValues[field.name]?.find((value) => fold(value) === folded)
  return (
    extension ??
    list.find(({ value, label }) => folded !== '' && (fold(value) === folded || fold(label) === folded))?.value ??
    word
  )
}
