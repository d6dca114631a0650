// The fixed words on a certificate, in Spanish and English. A caller may pass its own.

export type PdfLabels = {
  certificate: string;
  /** The heading of each design. `{level}` of `{levels}` are numbers. */
  ofSkill: string;
  ofRole: string;
  ofIndustry: string;
  ofLevel: string;
  awardedTo: string;
  forEarning: string;
  skills: string;
  /** Stands after the last skill shown; `{count}` is how many more there are. */
  moreSkills: string;
  criteria: string;
  result: string;
  /** `{percent}` is the pass mark, already formatted. */
  required: string;
  learning: string;
  /** `{hours}` is a number, already formatted. */
  hours: string;
  awarded: string;
  renewed: string;
  validUntil: string;
  noExpiry: string;
  number: string;
  verify: string;
  issuer: string;
  /** What the file is, for those who wonder how to check it without us. */
  attached: string;
  /** The name of the electronic seal, in a reader's list of signatures. */
  seal: string;
  /** Read aloud in place of the code; `{url}` is where it leads. */
  qrAlt: string;
};

export const PDF_LABELS = {
  es: {
    certificate: 'Certificado',
    ofSkill: 'Certificado de competencias',
    ofRole: 'Certificado profesional',
    ofIndustry: 'Certificado sectorial',
    ofLevel: 'Certificado de nivel {level} de {levels}',
    awardedTo: 'Se otorga a',
    forEarning: 'por haber obtenido la certificación',
    skills: 'Competencias demostradas',
    moreSkills: 'y {count} más',
    criteria: 'Qué hubo que hacer',
    result: 'Resultado',
    required: 'mínimo {percent}',
    learning: 'Aprendizaje',
    hours: '{hours} horas',
    awarded: 'Otorgado',
    renewed: 'Renovado',
    validUntil: 'Válido hasta',
    noExpiry: 'Sin caducidad',
    number: 'N.º',
    verify: 'Compruébalo en',
    issuer: 'Emisor',
    attached: 'Este PDF lleva dentro la credencial firmada (Open Badges 3.0, W3C VC 2.0).',
    seal: 'Sello electrónico del emisor',
    qrAlt: 'Código QR que lleva a {url}',
  },
  en: {
    certificate: 'Certificate',
    ofSkill: 'Skill certificate',
    ofRole: 'Role certificate',
    ofIndustry: 'Industry certificate',
    ofLevel: 'Certificate, level {level} of {levels}',
    awardedTo: 'Awarded to',
    forEarning: 'for earning the certification',
    skills: 'Skills demonstrated',
    moreSkills: 'and {count} more',
    criteria: 'What it took',
    result: 'Result',
    required: '{percent} required',
    learning: 'Learning',
    hours: '{hours} hours',
    awarded: 'Awarded',
    renewed: 'Renewed',
    validUntil: 'Valid until',
    noExpiry: 'Does not expire',
    number: 'No.',
    verify: 'Check it at',
    issuer: 'Issuer',
    attached: 'This PDF carries the signed credential inside (Open Badges 3.0, W3C VC 2.0).',
    seal: 'Electronic seal of the issuer',
    qrAlt: 'QR code leading to {url}',
  },
} satisfies Record<'es' | 'en', PdfLabels>;

/** Puts values in the places marked `{name}`. */
export function fillLabel(label: string, values: Record<string, string | number>): string {
  return label.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
