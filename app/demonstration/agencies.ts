/** The twelve agencies of the demonstration country Meridia. */
export interface DemonstrationAgency {
  /** Ends in the id of its agency, which is made from the code so that every load gives the same country. */
  code: string
  kind: 'child-protection' | 'police' | 'labour-inspection' | 'health' | 'guardianship' | 'shelter' | 'hotline' | 'school' | 'border' | 'coordination'
  en: string
  ar: string
}

export const agencies: readonly DemonstrationAgency[] = [
  { code: 'MER-NCO', kind: 'coordination', en: 'National Coordination Office', ar: 'مكتب التنسيق الوطني' },
  { code: 'MER-LINE', kind: 'hotline', en: 'Child Line Meridia', ar: 'خط الطفل في ميريديا' },
  { code: 'MER-CPN', kind: 'child-protection', en: 'Child Protection Service North', ar: 'خدمة حماية الطفل – الشمال' },
  { code: 'MER-CPL', kind: 'child-protection', en: 'Child Protection Service Lakeland', ar: 'خدمة حماية الطفل – البحيرات' },
  { code: 'MER-CPC', kind: 'child-protection', en: 'Child Protection Service Capital', ar: 'خدمة حماية الطفل – العاصمة' },
  { code: 'MER-CPS', kind: 'child-protection', en: 'Child Protection Service South', ar: 'خدمة حماية الطفل – الجنوب' },
  { code: 'MER-POL', kind: 'police', en: 'Police, Children’s Unit', ar: 'الشرطة، وحدة الأطفال' },
  { code: 'MER-LAB', kind: 'labour-inspection', en: 'Labour Inspection', ar: 'تفتيش العمل' },
  { code: 'MER-HOS', kind: 'health', en: 'Lakeside Hospital', ar: 'مستشفى البحيرة' },
  { code: 'MER-SCH', kind: 'school', en: 'Schools of Meridia', ar: 'مدارس ميريديا' },
  { code: 'MER-BOR', kind: 'border', en: 'Border Service', ar: 'خدمة الحدود' },
  { code: 'MER-GUA', kind: 'guardianship', en: 'Office of Guardians', ar: 'مكتب الأوصياء' },
]
