// Korean and Chinese names in Latin letters: a family name and a given name of two syllables, together, with a hyphen or
// apart (Kim Minsu, Kim Min-su, Kim Min Su).
const SYLLABLE =
  '(?:[bcdfghjklmnpqrstwxyz]|[csz]h|hs|rh|wh|t[sz]|[kgh]w|kk|pp|tt|ss|jj|[bghklmnpr]y)?[aeiou]{1,3}h?(?:ng?|ck|rk|[klmprtg])?'
const ONE = new RegExp(`^${SYLLABLE}$`)
const ONE_OR_TWO = new RegExp(`^(?:${SYLLABLE}){1,2}$`)

export function isOneSyllable(word: string): boolean {
  return ONE.test(word)
}

export function isOneOrTwoSyllables(word: string): boolean {
  return word.length <= MOST_LETTERS && ONE_OR_TWO.test(word)
}

const MOST_LETTERS = 12

/** Usual family names that are not usual names elsewhere. Our own list. */
const FAMILY: ReadonlySet<string> = new Set(
  (
    'kim lee yi rhee park pak choi choe jung jeong chung cheong kang gang cho jo yoon yun youn jang chang lim rim han oh seo suh shin kwon ' +
    'gwon hwang ahn song hong yoo yu ryu jeon chun ko koh moon mun yang sohn bae pae baek paek paik heo hur huh nam sim shim noh roh ' +
    'kwak gwak sung seong cha joo ju woo koo chae byun yeo gong eom seok wang li zhang liu chen huang zhao chao zhou chou wu xu hsu zhu chu hu ' +
    'guo kuo lin gao kao luo zheng cheng xie hsieh tang deng teng feng cao tsao zeng tseng peng xiao hsiao cai tsai tian dong tung yuan ' +
    'jiang chiang ding ting wei jia ren fang shi yao liao zou xiong hao bai cui qiu qin hou shao meng duan qian yin yan shan namgung hwangbo jegal'
  ).split(' '),
)

/** Whether a name has three words that are syllables, with a usual family name at one end. */
export function isOfThreeSyllables(words: readonly string[]): boolean {
  return (
    words.length === 3 &&
    (FAMILY.has(words[0]!) || FAMILY.has(words[2]!)) &&
    words.every((word) => FAMILY.has(word) || isOneSyllable(word))
  )
}
