// Chinese, Korean and Vietnamese names in characters are written in one block, the family name first. Our own lists of
// the usual family names, in the order of the Latin alphabet where that helps to read them.
const CHINESE: ReadonlySet<string> = new Set(
  (
    '安艾白柏包鲍毕卞蔡曹岑柴常车陈程池褚楚崔代戴邓狄丁董窦杜段樊范方房费冯封傅符付甘高葛耿龚宫古谷顾关管桂郭韩郝何贺洪侯胡' +
    '花华黄霍姬吉纪季贾简江姜蒋焦金靳荆景康柯孔匡赖蓝郎雷黎李厉连廉练梁廖林凌刘柳龙娄卢鲁陆路罗骆吕马麦毛茅梅孟米苗闵莫牟穆倪聂' +
    '宁牛欧区潘庞裴彭皮蒲朴戚齐祁钱乔秦丘邱裘曲屈瞿全冉任荣阮芮桑沙单商尚邵申沈盛施石时史舒司宋苏孙谈谭汤唐陶滕田童涂屠万汪王韦' +
    '魏卫温文翁邬巫吴伍武奚席夏向项萧肖谢辛邢幸熊徐许宣薛荀严颜言阎晏杨羊姚叶易殷尹应尤游于余俞虞郁喻袁岳云臧曾翟詹湛张章赵' +
    '甄郑钟仲周朱诸祝庄卓邹祖左查解仇缪覃盖' +
    '鮑畢車陳鄧竇範馮龔宮顧關韓賀華黃紀賈簡蔣藍厲連練劉龍婁盧魯陸羅駱呂馬麥閔聶寧歐區龐齊錢喬榮單邵時蘇孫談譚湯塗萬韋衛溫鄔吳項蕭謝許' +
    '嚴顏閻楊葉應遊於餘雲張趙鄭鍾諸莊鄒繆蓋'
  ).split(''),
)
const CHINESE_OF_TWO: ReadonlySet<string> = new Set(
  (
    '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 司徒 慕容 夏侯 端木 百里 呼延 南宫 独孤 长孙 宇文 轩辕 司空 闻人 ' +
    '歐陽 司馬 諸葛 東方 尉遲 公孫 南宮 獨孤 長孫 軒轅 聞人'
  ).split(' '),
)
const KOREAN: ReadonlySet<string> = new Set(
  (
    '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕' +
    '금옥육인맹제모남궁탁국어은편용예경봉사부류리림량려로'
  ).split(''),
)
const KOREAN_OF_TWO: ReadonlySet<string> = new Set('남궁 황보 제갈 사공 선우 서문 독고 동방 망절 어금'.split(' '))
/** These are also usual first syllables of given names, so a block of two syllables with one of them stays whole. */
const ALSO_GIVEN: ReadonlySet<string> = new Set(
  '민서지유하주정한윤도채진은소선연용원우현나예경기명보사성세수승시아영인재준태해혜호희다가라마미로리제모'.split(''),
)

const HAN_BLOCK = /^\p{Script=Han}{2,4}$/u
const HANGUL_BLOCK = /^[\uAC00-\uD7A3]{2,4}$/
const EITHER = /[\u3400-\u9FFF\uF900-\uFAFF\uAC00-\uD7A3]/

/**
 * The words of a name, with a family name in Chinese characters or Hangul apart from the given name. Only where the name
 * is one block: several blocks are already apart.
 */
export function familyApart(words: readonly string[]): readonly string[] {
  const blocks = words.filter((word) => EITHER.test(word))
  return blocks.length === 1 ? words.flatMap((word) => (word === blocks[0] ? parted(word) : [word])) : words
}

function parted(block: string): string[] {
  const length = familyLength(block)
  return length > 0 && length < block.length ? [block.slice(0, length), block.slice(length)] : [block]
}

function familyLength(block: string): number {
  const [first, two] = [block[0]!, block.slice(0, 2)]
  if (HAN_BLOCK.test(block)) {
    // Four characters without a family name of two: a Japanese name, or a wife's two family names.
    if (CHINESE_OF_TWO.has(two) || block.length === 4) return 2
    return CHINESE.has(first) ? 1 : 0
  }
  if (!HANGUL_BLOCK.test(block)) return 0
  if (KOREAN_OF_TWO.has(two) && block.length > 2) return 2
  if (!KOREAN.has(first) || (block.length === 2 && ALSO_GIVEN.has(first))) return 0
  return 1
}
