/**
 * What people write where a name is not known, in one letter case and without accents. Our own list: words from forms in
 * each language, none of them a name by itself.
 */
const NOT_KNOWN = [
  // English
  'unknown unkown unknow unk unnamed anonymous nameless undisclosed unidentified',
  // French
  'inconnu inconnue anonyme',
  // Spanish and Portuguese
  'desconocido desconocida anonimo anonima desconhecido desconhecida',
  // Arabic, Persian and Urdu
  'مجهول مجهوله نامعلوم ناشناس',
  // Amharic and Hindi
  'አይታወቅም अज्ञात',
  // Others
  'неизвестно неизвестный неизвестная неизвестен безымянный bilinmiyor haijulikani',
  'unbekannt unbekannte onbekend sconosciuto sconosciuta nieznany nieznana necunoscut necunoscuta',
]
  .join(' ')
  .split(' ')

/** Whole texts that say that there is no name. Some of their words are names elsewhere (No, Na, Nil, Sin). */
const NO_NAME = [
  'none|no|na|n a|null|nn|tba|tbd|tbc|name|no name|no name given|not known|not given|not available',
  'not applicable|not recorded|not stated|not told|no data|nobody|name not known|name not given',
  'does not know|dont know|do not know|i dont know|not sure|same|same as above|as above|ditto|idem',
  'see above|test|refused|name refused|missing|child|baby boy|baby girl|male|female|boy child|girl child',
  'john doe|jane doe|aucun|aucune|aucun nom|neant|nom|sans nom|sans prenom|pas de nom|non connu|nsp',
  'non communique|non renseigne|non precise|ne sait pas|sans objet|le meme|la meme|meme nom|enfant|garcon',
  'fille|mineur|mineure|nom non connu|pas connu|x se disant|ninguno|ninguna|ningun nombre|nombre|sin nombre',
  'no tiene|no tiene nombre|no sabe|no se sabe|se desconoce|s n|no consta|no aplica|no se|el mismo|la misma',
  'sin datos|nenhum|nenhuma|sem nome|nao sabe|nao tem|o mesmo|a mesma|لا يوجد|لايوجد|لا يوجد اسم|لا شيء',
  'لا احد|لا اعرف|لا يعرف|لا تعرف|لا اسم|اسم|الاسم|بدون|بدون اسم|بلا اسم|دون اسم|غير معروف|غير معروفه',
  'الاسم غير معروف|غير معلوم|غير محدد|غير متوفر|غير مذكور|ليس له اسم|ليس لها اسم|نفسه|نفسها|نفس الاسم',
  'كما سبق|طفل|طفله|ولد|بنت|رضيع|رضيعه|ندارد|نام ندارد|بدون نام|нет|нет имени|без имени|yok|isimsiz|hakuna',
  'hakuna jina|hana jina|ስም የለም',
]
  .join('|')
  .split('|')

const notKnown: ReadonlySet<string> = new Set(NOT_KNOWN)
const noName: ReadonlySet<string> = new Set(NO_NAME)

/** Whether a word, as `fold` gives it, says that the name is not known. It is no part of a name. */
export function saysNotKnown(word: string): boolean {
  return notKnown.has(word) || isOneLetterRepeated(word)
}

/** Whether these words together say that there is no name, such as "n/a", "لا يوجد" or "X X". */
export function saysNoName(words: readonly string[]): boolean {
  const isOneLetter = words.length > 1 && words.every((word) => word.length === 1 && word === words[0])
  return isOneLetter || noName.has(words.join(' ').replace(/['’]/g, ''))
}

/** "xxx", "aaaa", "XX". Two vowels may be a name (Oo). */
function isOneLetterRepeated(word: string): boolean {
  return /^(\p{L})\1{2,}$/u.test(word) || /^([b-df-hj-np-tv-xz])\1$/u.test(word)
}
