/** The words of people who raise a concern: short, plain, harmless, in the language of that person. */
export interface Words {
  en: string
  ar: string
}

export const concernWords: readonly Words[] = [
  {
    en: 'He sells water at the crossing every evening and has not been at school since the holidays.',
    ar: 'يبيع الماء عند التقاطع كل مساء ولم يحضر إلى المدرسة منذ العطلة.',
  },
  {
    en: 'She told me that her papers are with the woman she works for.',
    ar: 'قالت لي إن أوراقها عند المرأة التي تعمل لديها.',
  },
  {
    en: 'The child came with a man who said he is an uncle. They did not know each other’s names.',
    ar: 'جاء الطفل مع رجل قال إنه عمه، ولم يكن أيّ منهما يعرف اسم الآخر.',
  },
  {
    en: 'She cleans a house before and after school and sleeps in the kitchen there.',
    ar: 'تنظف بيتًا قبل المدرسة وبعدها وتنام في مطبخه.',
  },
  {
    en: 'He said that he owes money for the journey and has to work until it is paid.',
    ar: 'قال إن عليه دينًا مقابل الرحلة ويجب أن يعمل حتى يسدده.',
  },
  {
    en: 'Four children get out of the same van each morning and beg until dark.',
    ar: 'ينزل أربعة أطفال من الشاحنة نفسها كل صباح ويتسولون حتى المساء.',
  },
  {
    en: 'Her family says that she will be married in summer. She does not want to.',
    ar: 'تقول عائلتها إنها ستتزوج في الصيف، وهي لا تريد ذلك.',
  },
  {
    en: 'He is tired every day and hides his hands. He works at the quarry at night.',
    ar: 'هو متعب كل يوم ويخفي يديه. يعمل في المحجر ليلًا.',
  },
  {
    en: 'A girl asked me quietly whether she may stay here. Someone was waiting outside.',
    ar: 'سألتني فتاة بصوت خافت إن كان يمكنها البقاء هنا، وكان أحدهم ينتظر في الخارج.',
  },
  {
    en: 'The child is not allowed to speak alone with us. The adult answers every question.',
    ar: 'لا يُسمح للطفل بأن يتحدث معنا وحده، والبالغ يجيب عن كل سؤال.',
  },
  {
    en: 'He was promised a place at a school in the city and works in a workshop instead.',
    ar: 'وُعد بمقعد في مدرسة بالمدينة، لكنه يعمل في ورشة.',
  },
  {
    en: 'She has a new phone and a friend she only knows from messages. He wants her to come.',
    ar: 'لديها هاتف جديد وصديق لا تعرفه إلا من الرسائل، ويريد منها أن تأتي إليه.',
  },
  {
    en: 'The boy carries fish from the boats. The men on the quay say he belongs to the boat.',
    ar: 'يحمل الصبي السمك من القوارب، ويقول الرجال على الرصيف إنه تابع للقارب.',
  },
  {
    en: 'He says he is 18, his friends say 15. His papers look new.',
    ar: 'يقول إن عمره 18 سنة، ويقول أصدقاؤه 15. وتبدو أوراقه جديدة.',
  },
  {
    en: 'Two sisters live at the back of the restaurant. The younger one has never seen a classroom.',
    ar: 'تسكن أختان خلف المطعم، والصغرى لم تر صفًا مدرسيًا قط.',
  },
  {
    en: 'She called and hung up three times. Then she said that the door is locked from outside.',
    ar: 'اتصلت وأغلقت الخط ثلاث مرات، ثم قالت إن الباب مقفل من الخارج.',
  },
  {
    en: 'A man in uniform at the bridge lets the lorry through every Thursday, with children in the back. He knows the driver.',
    ar: 'رجل بزي رسمي عند الجسر يترك الشاحنة تمر كل خميس وفيها أطفال. إنه يعرف السائق.',
  },
]

export const systemWords: readonly Words[] = [
  {
    en: 'Caller, no name: a child at the market works long hours and sleeps there.',
    ar: 'متصل دون اسم: طفل في السوق يعمل ساعات طويلة وينام هناك.',
  },
  {
    en: 'Chat, about 14: wants to leave a house where she works, does not know how.',
    ar: 'محادثة، نحو 14 سنة: تريد مغادرة بيت تعمل فيه ولا تعرف كيف.',
  },
  {
    en: 'Caller, neighbour: children arrive and leave with different adults.',
    ar: 'متصل، جار: أطفال يصلون ويغادرون مع بالغين مختلفين.',
  },
]

export const screeningReasons = {
  'presumed-victim': {
    en: 'Brought here by someone else, and made to work. That is enough for a child.',
    ar: 'أحضره شخص آخر وجعله يعمل، وهذا يكفي في حالة الطفل.',
  },
  'at-risk': {
    en: 'Several signs, nothing certain yet. Someone should stay close.',
    ar: 'علامات عدة ولا شيء مؤكدًا بعد. ينبغي أن يبقى أحد قريبًا منه.',
  },
  'other-protection-need': {
    en: 'Nobody moved the child here, but he is beaten at home and does not sleep there.',
    ar: 'لم ينقله أحد إلى هنا، لكنه يُضرب في البيت ولا ينام فيه.',
  },
  'no-grounds-for-now': {
    en: 'We found the family; the child helps in the shop after school.',
    ar: 'وجدنا العائلة، والطفل يساعد في المتجر بعد المدرسة.',
  },
  'cannot-tell': {
    en: 'The child did not want to talk today. We keep the door open.',
    ar: 'لم يرغب الطفل في الحديث اليوم، ونبقي الباب مفتوحًا.',
  },
} as const satisfies Record<string, Words>
