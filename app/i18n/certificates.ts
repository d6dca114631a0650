// The words of certifications that can be earned, and of "my certificates": the cards, the files, the ways to show them.
import { defineMessages } from './messages';

export const programMessages = defineMessages('program', {
  en: {
    title: 'Certifications',
    description:
      'What each Pericia certification proves, how it is examined and how long it holds. Anyone can check the certificate with a link.',
    lead: 'Each one says in advance what it proves and how it is examined. Whoever passes gets a signed certificate that anyone can check with a link.',
    empty: 'No certification yet',
    emptyText: 'Whoever runs this installation can load the programs with the seed. Meanwhile the courses are open.',
    emptyAction: 'See the courses',
    see: 'Rules and exam',
    course: 'The course behind it',
    facts: {
      questions_one: '{{count}} question',
      questions_other: '{{count}} questions',
      minutes_one: '{{count}} minute',
      minutes_other: '{{count}} minutes',
      pass: '{{percent}} to pass',
      valid: 'holds {{months}} months',
      hours_one: '{{count}} hour of study',
      hours_other: '{{count}} hours of study',
      skills_one: '{{count}} skill',
      skills_other: '{{count}} skills',
    },
    how: {
      heading: 'How a certificate is earned',
      exam: 'An exam against the clock',
      examText:
        'Questions on working situations, drawn for you from a bank kept apart from the lessons. No memory tricks.',
      sign: 'A signature, not a picture',
      signText:
        'What you achieved is signed with our key as an open credential (Open Badges 3.0). Changing one letter breaks it.',
      check: 'Checked in thirty seconds',
      checkText:
        'An employer opens your link, with no account, and reads whether it holds, what it proves and how it was examined.',
    },
  },
  es: {
    title: 'Certificaciones',
    description:
      'Qué demuestra cada certificación de Pericia, cómo se examina y cuánto vale. Cualquiera puede comprobar el certificado con un enlace.',
    lead: 'Cada una dice de antemano qué demuestra y cómo se examina. Quien aprueba recibe un certificado firmado que cualquiera puede comprobar con un enlace.',
    empty: 'Todavía no hay certificaciones',
    emptyText:
      'Quien administra esta instalación puede cargar los programas con los datos iniciales. Mientras tanto, los cursos están abiertos.',
    emptyAction: 'Ver los cursos',
    see: 'Reglas y examen',
    course: 'El curso que la prepara',
    facts: {
      questions_one: '{{count}} pregunta',
      questions_other: '{{count}} preguntas',
      minutes_one: '{{count}} minuto',
      minutes_other: '{{count}} minutos',
      pass: 'se aprueba con {{percent}}',
      valid: 'vale {{months}} meses',
      hours_one: '{{count}} hora de estudio',
      hours_other: '{{count}} horas de estudio',
      skills_one: '{{count}} habilidad',
      skills_other: '{{count}} habilidades',
    },
    how: {
      heading: 'Cómo se consigue un certificado',
      exam: 'Un examen con tiempo',
      examText:
        'Preguntas sobre casos de trabajo, sorteadas para ti de un banco aparte del de las lecciones. Sin trucos de memoria.',
      sign: 'Una firma, no una imagen',
      signText:
        'Lo que has logrado se firma con nuestra clave como credencial abierta (Open Badges 3.0). Cambiar una letra la rompe.',
      check: 'Se comprueba en treinta segundos',
      checkText:
        'Quien te contrata abre tu enlace, sin cuenta, y lee si sigue vigente, qué demuestra y cómo se examinó.',
    },
  },
});

export const certificateMessages = defineMessages('certificates', {
  en: {
    title: 'Your certificates',
    lead: 'Each has a public page that anyone with its link can open. It is in no list and in no search engine: you decide who sees it.',
    empty: 'No certificate yet',
    emptyText: 'A certificate comes from passing an exam. See which ones there are and what they ask for.',
    emptyAction: 'See certifications',
    state: {
      pending: 'Being signed',
      valid: 'Valid',
      expired: 'Expired',
      revoked: 'Withdrawn',
      replaced: 'Replaced by a newer one',
    },
    awardedTo: 'Awarded to',
    issued: 'Issued {{date}}',
    expires: 'holds until {{date}}',
    expired: 'held until {{date}}',
    revoked: 'Withdrawn on {{date}}. Its public page says so.',
    pending: 'It is being signed. Reload in a few seconds.',
    skills_one: '{{count}} skill',
    skills_other: '{{count}} skills',
    hours_one: '{{count}} hour of study',
    hours_other: '{{count}} hours of study',
    score: 'Exam {{score}} %',
    number: 'No.',
    see: 'What an employer sees',
    copy: 'Copy link',
    link: 'Public link',
    linkedin: 'Add to LinkedIn',
    linkedinHint:
      'Opens LinkedIn’s form with the fields filled in. LinkedIn decides what it takes over: check before saving.',
    files: 'Download',
    pdfEs: 'PDF in Spanish',
    pdfEn: 'PDF in English',
    json: 'Credential (JSON)',
    jwt: 'Credential (JWT)',
    filesHint:
      'The PDF is for reading and carries the signed credential inside. JSON and JWT are for wallets and verification tools.',
    renew: 'Renew',
  },
  es: {
    title: 'Tus certificados',
    lead: 'Cada uno tiene una página pública que se abre con su enlace. No está en ninguna lista ni en buscadores: tú decides quién la ve.',
    empty: 'Todavía no tienes certificados',
    emptyText: 'Un certificado se consigue aprobando un examen. Mira cuáles hay y qué piden.',
    emptyAction: 'Ver certificaciones',
    state: {
      pending: 'Firmándose',
      valid: 'Válido',
      expired: 'Caducado',
      revoked: 'Retirado',
      replaced: 'Sustituido por otro más reciente',
    },
    awardedTo: 'Se otorga a',
    issued: 'Emitido el {{date}}',
    expires: 'vale hasta el {{date}}',
    expired: 'valió hasta el {{date}}',
    revoked: 'Retirado el {{date}}. Su página pública lo dice.',
    pending: 'Se está firmando. Recarga en unos segundos.',
    skills_one: '{{count}} habilidad',
    skills_other: '{{count}} habilidades',
    hours_one: '{{count}} hora de estudio',
    hours_other: '{{count}} horas de estudio',
    score: 'Examen {{score}} %',
    number: 'N.º',
    see: 'Lo que ve un empleador',
    copy: 'Copiar enlace',
    link: 'Enlace público',
    linkedin: 'Añadir a LinkedIn',
    linkedinHint:
      'Abre el formulario de LinkedIn con los campos rellenos. LinkedIn decide qué toma: revísalo antes de guardar.',
    files: 'Descargar',
    pdfEs: 'PDF en español',
    pdfEn: 'PDF en inglés',
    json: 'Credencial (JSON)',
    jwt: 'Credencial (JWT)',
    filesHint:
      'El PDF es para leer y lleva dentro la credencial firmada. JSON y JWT son para carteras digitales y herramientas de comprobación.',
    renew: 'Renovar',
  },
});
