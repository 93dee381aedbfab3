import type { Dice } from '../dice/index.ts'

/** One name as two workers write it, the second in Latin letters. Made of usual names by chance: nobody is meant. */
export type Pair = readonly [string, string]

export const kinds = ['korean', 'chinese', 'katakana', 'hebrew', 'arabic-ch', 'french-cyrillic'] as const
export type Kind = (typeof kinds)[number]

/** `count` pairs of one kind. The same dice give the same pairs. */
export function pairsOf(kind: Kind, count: number, dice: Dice): Pair[] {
  return Array.from({ length: count }, () =>
    kind === 'korean' || kind === 'chinese' ? block(kind, dice) : words(kind, dice),
  )
}

/** A family name and a given name of two syllables, in one block; in Latin letters in the habits of several clerks. */
function block(kind: 'korean' | 'chinese', dice: Dice): Pair {
  const [family, first, second] = [
    pick(lists[kind].family, dice),
    pick(lists[kind].given, dice),
    pick(lists[kind].given, dice),
  ]
  const written = family[0] + first[0] + second[0]
  const usual = dice() < 0.75
  const [last, one, two] = [family, first, second].map(([, spellings]) =>
    usual ? spellings[0]! : spellings.at(-1)!,
  ) as [string, string, string]
  const joined = one + two.toLowerCase()
  const habits = [
    `${last} ${joined}`,
    `${joined} ${last}`,
    `${last} ${one}-${two.toLowerCase()}`,
    `${one} ${two} ${last}`,
  ]
  // Other romanisations than the usual one are written with a hyphen.
  return [written, habits[usual ? Math.floor(dice() * 4) : 2]!]
}

function words(kind: Kind, dice: Dice): Pair {
  const [given, family] = [pick(lists[kind].given, dice), pick(lists[kind].family, dice)]
  const between = kind === 'katakana' ? '・' : ' '
  return [`${given[0]}${between}${family[0]}`, `${pick(given[1], dice)} ${pick(family[1], dice)}`]
}

function pick<Item>(items: readonly Item[], dice: Dice): Item {
  return items[Math.floor(dice() * items.length)]!
}

type Listed = readonly [string, readonly string[]]

function listed(text: string): Listed[] {
  return text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [written, spellings] = entry.split(':') as [string, string]
      return [written, spellings.split('/')]
    })
}

const lists: Readonly<Record<Kind, { given: readonly Listed[]; family: readonly Listed[] }>> = {
  korean: {
    family:
      listed(`김:Kim 이:Lee/Yi 박:Park/Pak 최:Choi/Choe 정:Jung/Jeong 강:Kang/Gang 조:Cho/Jo 윤:Yoon/Yun 장:Jang/Chang
      임:Lim/Im 한:Han 오:Oh/O 서:Seo/Suh 신:Shin/Sin 권:Kwon/Gwon 황:Hwang 안:Ahn/An 송:Song 유:Yoo/Ryu 홍:Hong 전:Jeon/Chun
      고:Ko/Go 문:Moon/Mun 배:Bae/Pae 백:Baek/Paek 남궁:Namgung 노:Noh/Roh 구:Koo/Gu 심:Shim/Sim 주:Joo/Ju
      성:Sung/Seong 차:Cha 우:Woo/U 나:Na 진:Jin 지:Ji 엄:Eom/Um 채:Chae 원:Won 천:Cheon/Chun 방:Bang 공:Kong/Gong 현:Hyun 함:Ham
      변:Byun/Byeon 염:Yeom/Yum 여:Yeo 추:Choo/Chu 도:Do 소:So 석:Seok 설:Seol/Sul 마:Ma 길:Gil/Kil 연:Yeon 위:Wi 표:Pyo
      명:Myung/Myeong 기:Ki/Gi 반:Ban 왕:Wang 금:Keum/Geum 옥:Ok 육:Yook/Yuk 인:In 맹:Maeng 제:Je 모:Mo 탁:Tak`),
    given:
      listed(`민:Min 서:Seo/Suh 준:Jun/Joon 지:Ji/Jee 현:Hyun/Hyeon 우:Woo/U 연:Yeon/Youn 은:Eun 진:Jin 하:Ha 윤:Yoon/Yun
      영:Young/Yeong 수:Soo/Su 미:Mi 재:Jae 성:Sung/Seong 훈:Hoon/Hun 경:Kyung/Gyeong 희:Hee/Hui 정:Jung/Jeong 태:Tae 동:Dong
      규:Kyu/Gyu 호:Ho 나:Na 라:Ra 보:Bo 석:Seok/Suk 철:Chul/Cheol 혜:Hye 원:Won 용:Yong 상:Sang 도:Do 아:Ah/A 선:Sun/Seon
      빈:Bin 주:Ju/Joo 예:Ye 린:Rin 솔:Sol 한:Han 채:Chae 율:Yul 건:Gun/Geon 찬:Chan 승:Seung 혁:Hyuk/Hyeok 환:Hwan 식:Sik/Shik
      기:Ki/Gi 종:Jong 창:Chang 광:Kwang/Gwang 명:Myung/Myeong 형:Hyung/Hyeong 근:Geun/Keun 복:Bok 순:Soon/Sun 옥:Ok 자:Ja
      숙:Sook/Suk 애:Ae 란:Ran 람:Ram 별:Byul/Byeol 슬:Seul 가:Ga 다:Da 소:So 유:Yoo/Yu 인:In 일:Il 제:Je 결:Gyul/Gyeol
      범:Beom/Bum 산:San 완:Wan 웅:Woong/Ung 익:Ik 중:Joong/Jung 택:Taek 필:Pil 학:Hak 홍:Hong 화:Hwa 휘:Hwi`),
  },
  chinese: {
    family:
      listed(`王:Wang 李:Li 张:Zhang/Chang 刘:Liu 陈:Chen 杨:Yang 黄:Huang 赵:Zhao/Chao 周:Zhou/Chou 吴:Wu 徐:Xu/Hsu 孙:Sun
      马:Ma 朱:Zhu/Chu 胡:Hu 郭:Guo/Kuo 何:He/Ho 林:Lin 高:Gao/Kao 罗:Luo/Lo 郑:Zheng/Cheng 谢:Xie/Hsieh 许:Xu/Hsu 邓:Deng/Teng
      曹:Cao/Tsao 曾:Zeng/Tseng 蕭:Xiao/Hsiao 蔡:Cai/Tsai 蒋:Jiang/Chiang 丁:Ding/Ting 欧阳:Ouyang 單:Shan 陳:Chen 張:Zhang/Chang`),
    given:
      listed(`小:Xiao/Hsiao 明:Ming 雪:Xue/Hsueh 梅:Mei 伟:Wei 芳:Fang 娜:Na 秀:Xiu/Hsiu 英:Ying 敏:Min 静:Jing/Ching 丽:Li
      强:Qiang/Chiang 磊:Lei 军:Jun/Chun 洋:Yang 勇:Yong/Yung 艳:Yan/Yen 杰:Jie/Chieh 娟:Juan/Chuan 涛:Tao 超:Chao 霞:Xia/Hsia
      平:Ping 刚:Gang/Kang 桂:Gui/Kuei 文:Wen 辉:Hui 玲:Ling 建:Jian/Chien 国:Guo/Kuo 华:Hua 志:Zhi/Chih 春:Chun 海:Hai 欣:Xin/Hsin
      子:Zi/Tzu 轩:Xuan/Hsuan 雨:Yu 佳:Jia/Chia 思:Si/Ssu 琪:Qi/Chi 宇:Yu 晨:Chen 泽:Ze/Tse`),
  },
  katakana: {
    given:
      listed(`ジョン:John メアリー:Mary ジェームズ:James マイケル:Michael デイビッド:David ロバート:Robert サラ:Sarah ローラ:Laura
      エマ:Emma ダニエル:Daniel トーマス:Thomas アンナ:Anna ピーター:Peter マリア:Maria カルロス:Carlos ホセ:José フローラ:Flora
      クララ:Clara オリバー:Oliver ビクトル:Victor エレナ:Elena アレックス:Alex ソフィア:Sofia/Sophia ルーシー:Lucy ヘレン:Helen
      マーティン:Martin リリー:Lily/Lilly ニコラス:Nicolas フィリップ:Philip/Phillip グレース:Grace アフメド:Ahmed ファーティマ:Fatima
      ユスフ:Yusuf カリム:Karim チャールズ:Charles ジャン:Jean キャサリン:Catherine ウィリアム:William ハナコ:Hanako はるか:Haruka`),
    family:
      listed(`スミス:Smith ブラウン:Brown テイラー:Taylor ウィルソン:Wilson ミラー:Miller ガルシア:Garcia マルティネス:Martinez
      ロペス:Lopez クラーク:Clark/Clarke ウォーカー:Walker ホール:Hall キャンベル:Campbell スコット:Scott グリーン:Green ベイカー:Baker
      アダムス:Adams ネルソン:Nelson カーター:Carter トーレス:Torres ペレイラ:Pereira シルバ:Silva フェルナンデス:Fernandez
      ロッシ:Rossi ミュラー:Muller/Müller シュミット:Schmidt サントス:Santos ハッサン:Hassan タナカ:Tanaka さとう:Sato`),
  },
  hebrew: {
    given:
      listed(`פטר:Peter מישל:Michel/Michelle שלי:Sheli/Shelly דוד:David יוסף:Yosef/Joseph שרה:Sarah/Sara משה:Moshe רבקה:Rivka
      אברהם:Avraham שושנה:Shoshana נועה:Noa/Noah אביגיל:Avigail/Abigail בנימין:Binyamin/Benjamin פנינה:Pnina/Penina שמעון:Shimon
      יעקב:Yaakov סופיה:Sofia/Sophia פאולה:Paula דבורה:Dvora/Devorah אורי:Uri/Ori ברכה:Bracha/Brakha חיים:Chaim/Haim
      רחל:Rachel/Rahel צבי:Tzvi/Zvi פיליפ:Philip שמואל:Shmuel/Samuel נפתלי:Naftali טובה:Tova/Tovah`),
    family:
      listed(`לוי:Levi/Levy כהן:Cohen/Kohen פרץ:Peretz/Perez ביטון:Biton/Bitton אזולאי:Azoulay/Azulai שפירא:Shapira/Shapiro
      גבאי:Gabay/Gabbai ברק:Barak שרון:Sharon פלד:Peled סבן:Saban/Sabban אופיר:Ofir/Ophir שביט:Shavit רפאלי:Rafaeli/Refaeli
      פישר:Fischer/Fisher וקנין:Vaknin/Waknin אוחנה:Ohana/Ohanna`),
  },
  'arabic-ch': {
    given:
      listed(`تشارلز:Charles ريتشارد:Richard تشاندرا:Chandra تشيكا:Chika ميتشل:Mitchell تشينوا:Chinua تشاد:Chad تشيلسي:Chelsea
      أوتشي:Uche تشيدي:Chidi تشارلي:Charlie راتشيل:Rachel كاتشا:Kacha تشيتا:Chita تشيوما:Chioma
      تشارلوت:Charlotte تشاك:Chuck ريتشي:Richie تشيستر:Chester تشاندلر:Chandler غوتشا:Gocha تشارو:Charu تشيتان:Chetan
      سوتشيترا:Suchitra أرتشي:Archie تشوكوما:Chukwuma نكيتشي:Nkechi أماتشي:Amachi تشيدينما:Chidinma تشيسوم:Chisom`),
    family:
      listed(`تشرشل:Churchill تشابمان:Chapman أتشيبي:Achebe تشوكو:Chuku/Chukwu بيتشر:Beecher فليتشر:Fletcher سانتشيز:Sanchez
      تشاودري:Chaudhary/Chowdhury تشافيز:Chavez أرتشر:Archer هاتشينسون:Hutchinson تشيكوف:Chekhov ميتشام:Mitcham دجالو:Djalo
      تشاترجي:Chatterjee تشيرنوف:Chernov إيفانتشوك:Ivanchuk ريتشاردز:Richards ريتشاردسون:Richardson تشارلتون:Charlton
      تشامبرز:Chambers بوتشر:Butcher تاتشر:Thatcher سانتشو:Sancho باتشيكو:Pacheco كاماتشو:Camacho إتشيفيريا:Echeverria
      مارتشينكو:Marchenko تشوبرا:Chopra أتشاريا:Acharya أوتشوا:Ochoa تشاندران:Chandran تشيغوزي:Chigozie`),
  },
  'french-cyrillic': {
    given:
      listed(`Жан:Jean Шарль:Charles Жак:Jacques Луи:Louis Пьер:Pierre Жерар:Gérard/Gerard Бернар:Bernard Робер:Robert
      Лоран:Laurent Венсан:Vincent Арно:Arnaud Бенуа:Benoît/Benoit Оливье:Olivier Жюль:Jules Жанна:Jeanne Жизель:Gisèle/Gisele
      Эдмон:Edmond Жорж:Georges Дени:Denis Тома:Thomas Никола:Nicolas Марго:Margot Жюльен:Julien Элоиз:Héloïse/Heloise`),
    family:
      listed(`Дюпон:Dupont Дюран:Durand Леруа:Leroy Моро:Moreau Ренар:Renard Жирар:Girard Буше:Boucher Лефевр:Lefèvre/Lefevre
      Руссо:Rousseau Бонне:Bonnet Бертран:Bertrand Роже:Roger Готье:Gauthier Жобер:Jaubert Клеман:Clément/Clement Лепаж:Lepage
      Жерве:Gervais Дюбуа:Dubois Хьюз:Hughes Лоранс:Laurence`),
  },
}
