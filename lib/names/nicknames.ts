import { fold, type Part } from './parts.ts'

/**
 * Names people use for one another: short forms, and the forms a name takes from language to language.
 * Our own list, deliberately small; the first form of each row is the name of the class. Adding a row is safe:
 * it can only bring more candidates before a person.
 */
const CLASSES: readonly string[] = [
  'muhammad mohammed mohamed mohammad muhammed mohamad mouhamed mo momo hamoudi hammoudi hamada hamudi mamadou mamadu mehmet mahomet magomed mahamadou maxamed محمد حمودي حماده мухаммед мухаммад магомед мохаммед መሐመድ መሀመድ',
  'ahmad ahmed achmed ahmet axmed hamoudi احمد ахмед ахмад አህመድ',
  'mahmud mahmoud mahmood mamoudou mehmud محمود махмуд',
  'ali aly aliou aliu علي али ዓሊ',
  'hasan hassan hassane lasana حسن хасан гасан ሀሰን',
  'husayn hussein hussain husein hossein huseyin hissein حسين хусейн гусейн ሁሴን',
  'yusuf yousef youssef yosef joseph josef jose jozef giuseppe pepe joe joey jo yossi osip iosif sufo يوسف юсуф иосиф осип ዮሴፍ ዩሱፍ',
  'ibrahim ebrahim brahim abraham avraham abram ibro ibra abe ابراهيم ибрагим авраам абрам አብርሃም ኢብራሂም',
  'musa moussa mousa moses moshe mose موسى موسي муса моисей ሙሴ ሙሳ',
  'isa issa eissa jesus yeshua عيسى عيسي иса ኢሳ',
  'maryam mariam miriam maria mary marie marija mia mimi molly mara marika مريم мария марьям мириам ማርያም',
  'fatima fatma fatimah fatemeh fatoumata fatou fatuma faduma fati tima فاطمه фатима ፋጡማ ፋጢማ',
  'aisha ayesha aicha aysha aissatou aishatu asha aisa ayse عائشه عايشه аиша айша አይሻ',
  'khadija khadijah hatice kadiatou kadija khadra hadiza dija خديجه хадижа ከድጃ',
  'zaynab zainab zeinab zeynep zineb zeinabou زينب зейнаб зайнаб',
  'ismail ismael ismaila esmail smail اسماعيل исмаил ኢስማኤል',
  'ishaq isaac ishak itzhak izaak isak اسحاق исаак исхак ይስሐቅ',
  'yaqub yacoub yaaqoub jacob jakob jacques jaime james jim jimmy jack kobi يعقوب иаков яков якуб ያዕቆብ',
  'sulayman suleiman sulaiman soliman solomon suleyman salomon سليمان сулейман соломон ሰለሞን ሱሌማን',
  'dawud daoud dawood david dawit davit davy dave داود داوود давид дауд ዳዊት',
  'yahya yahia john johannes jan jean juan ivan giovanni ian sean johnny jonny vanya hans yohannes ioannis joao يحيى يحيي يوحنا иван иоанн яхья ваня ዮሐንስ',
  'harun haroun haroon aaron aron هارون гарун харун аарон አሮን',
  'sara sarah sarra sally سارة ساره сара ሳራ',
  'anna ana anne ann hanna hannah annie anya anja nan آنا حنا анна аня ሐና',
  'elizabeth elisabeth elisa eliza liz lizzie beth betty lisa elise isabel isabella bella elsbeth elzbieta erzsebet اليزابيث елизавета лиза ኤልሳቤጥ',
  'katherine catherine katarina katerina ekaterina katya kate katie cathy kathy kitty karen catalina caterina екатерина катя катерина',
  'alexander aleksandr alejandro alessandro alex sasha sascha sandro iskander iskandar xander اسكندر الكسندر александр саша искандер',
  'alexandra aleksandra alejandra sasha sandra alex александра саша',
  'michael mikhail mikael miguel michel mihai mike mick misha michal mikhael ميخائيل михаил миша ሚካኤል',
  'nicholas nikolas nikolai nicolas nikola nick nico kolya klaus николай коля никита',
  'george georgi jorge giorgi giorgios yuri juri jerzy jordi gheorghe girgis جورج جرجس георгий юрий ጊዮርጊስ',
  'peter pedro pierre pietro petr pyotr piotr pete petros butrus بطرس пётр петр ጴጥሮስ',
  'paul pablo pavel paolo pawel paulos bulus pauli بولس павел ጳውሎስ',
  'andrew andrei andrey andreas andre andres andrea andrzej drew andy андрей አንድርያስ',
  'stephen steven stefan stepan esteban etienne istvan steve степан стефан እስጢፋኖስ',
  'william wilhelm guillermo guillaume willem bill billy will willy liam вильям',
  'robert roberto rob bob bobby robbie роберт',
  'richard ricardo rick dick ricky richie',
  'francis francisco francesco francois franz frank paco pancho franco frantisek франциск',
  'anthony antonio antoine anton tony toni tonio антон антоний እንጦንስ',
  'daniel danilo daniil danny dan dani دانيال даниил данила ዳንኤል',
  'samuel samuil sam sammy shmuel صموئيل самуил ሳሙኤል',
  'emmanuel manuel emanuel manny manolo immanuel عمانوئيل эммануил አማኑኤል',
  'gabriel gabriela jibril djibril gabby gabi جبريل гавриил джибрил ገብርኤል',
  'margaret margarita marguerite maggie meg peggy greta rita margot маргарита рита',
  'theresa teresa therese tess terry tereza тереза',
  'natalia natalie natasha natalya nata наталья наташа наталия',
  'olga olya olha ольга оля', 'svetlana sveta светлана света', 'tatiana tanya tania tatyana татьяна таня',
  'dmitri dimitri dmitry dima dimitrios дмитрий дима', 'vladimir volodymyr vova wladimir владимир вова володимир',
  'sergei serhiy sergey seryozha сергей серёжа сережа',
  'amina aminah aminata mina ameena امينه амина አሚና',
  'hawa eva eve hauwa hava haoua حواء حوا ева хава ሄዋን',
  'umar omar oumar omer عمر омар умар ዑመር', 'uthman othman osman usman ousmane عثمان осман усман ዑስማን',
  'abdallah abdullah abdoulaye abdulla abdu abdi abdou عبدالله абдулла አብደላ', 'abdulrahman abderrahmane abdirahman rahman عبدالرحمن абдурахман',
  'salim saleem selim salem سليم салим селим', 'karim kareem kerim abdulkarim كريم карим',
  'yunus younes younis jonas jonah yonas يونس юнус иона ዮናስ', 'idris idriss edris idrissa ادريس идрис',
  'zakariya zakaria zechariah zacharias zachary zack زكريا закария захар ዘካርያስ',
  'ilyas elias elijah eliyas ilya eli الياس илья ильяс ኤልያስ',
  'tigist tigest ትዕግስት ትዕግሥት', 'gebremariam gabremariam gebre ገብረማርያም', 'haile hailu ኃይሌ ሀይሌ',
]

const CLASSES_BY_FORM = index()

function index(): ReadonlyMap<string, readonly string[]> {
  const byForm = new Map<string, string[]>()
  for (const forms of CLASSES) {
    const [name, ...others] = forms.split(' ') as [string, ...string[]]
    for (const form of new Set([name, ...others].map(fold))) byForm.set(form, [...(byForm.get(form) ?? []), name])
  }
  return byForm
}

/** The classes of names this part may stand for; empty when our list does not know it. */
export function nicknameClassesOf(part: Part): readonly string[] {
  return CLASSES_BY_FORM.get(part.folded) ?? []
}
