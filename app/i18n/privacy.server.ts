// The text of the privacy page, in both languages: what is stored, why and how long. It stays on the server.
import type { Locale } from './locale';
import type { Prose } from './prose';

/** Outside services that an installation may have switched on; those that are off receive nothing. */
export type OutsideService = 'mail' | 'payments' | 'assistant';

type PrivacyText = Prose & {
  outside: { none: string; some: string; services: Readonly<Record<OutsideService, string>> };
};

export const PRIVACY: Readonly<Record<Locale, PrivacyText>> = {
  en: {
    title: 'Privacy',
    description: 'What Pericia stores about you, why, for how long, and who can see it.',
    lead: 'What is stored, why, for how long, and who sees it. No tracking, no advertising, nothing sold.',
    contents: 'On this page',
    sections: [
      {
        id: 'account',
        title: 'Your account',
        paragraphs: ['Needed to let you in and to write to you. Kept for as long as the account exists.'],
        points: [
          'Name and mail address, language, time zone and roles.',
          'Your password only as an argon2id hash, from which it cannot be read back.',
          'Sessions: the kind of device (“Chrome on Android”) and when it was last used. A session ends after 14 days without use and after 90 days in any case; ended ones are deleted every night.',
          'Failed sign-ins, under a hash, to slow down guessing: seven days.',
          'Mails that Pericia sends you, with their text.',
        ],
      },
      {
        id: 'learning',
        title: 'Your learning',
        paragraphs: [
          'Needed to adapt the path to you and to show you how far you are. Kept for as long as the account exists.',
        ],
        points: [
          'Your answers with result and time. The log is only added to; from it come the estimates of your skills.',
          'Which lessons you began and read, your notes, your goal, minutes per week and preferred formats.',
          'Which step was proposed and which you took.',
          'Your simulated campaigns.',
          'How long an answer took, if your browser reports it. It is never scored.',
        ],
      },
      {
        id: 'certificates',
        title: 'Exams and certificates',
        paragraphs: [
          'Exam answers and results serve to mark the exam and to explain the result. Only you and the administrators of this installation see them.',
          'A certificate holds your name, the skills, the result, and the dates. Anyone who has its link can see it: that is its purpose. The link contains 128 random bits, so it cannot be guessed, and no list of holders is published. You decide to whom you give it.',
          'The public list of withdrawn certificates is a row of bits without names. Certificates and the record of signatures are kept even after they expire, because a certificate that nobody can check is worth nothing to you.',
        ],
      },
      {
        id: 'browser',
        title: 'In your browser',
        paragraphs: [
          'Only cookies that are needed for what you asked for. There is no analytics, no advertising and no third-party cookie, and so no banner.',
        ],
        points: [
          'The session cookie, while you are signed in.',
          'pericia_lang and pericia_theme: your language and appearance, one year.',
          'In the browser’s own storage, on your device: whether single-key shortcuts are on.',
          'Videos from YouTube or Vimeo load only after you click on them; from then on their terms apply.',
        ],
      },
      {
        id: 'logs',
        title: 'Activity and technical logs',
        paragraphs: [
          'Important actions, such as issuing a certificate or changing a role, are recorded with the account’s id and without text, so that abuse can be traced. Technical logs name address, status and duration of a request, not the person. To limit too many requests only the network part of your internet address is used, for a short time and in memory.',
        ],
      },
      {
        id: 'rights',
        title: 'Your rights',
        paragraphs: [
          'You can see and correct your data in your account, end sessions there, and download your certificates. To receive a copy of everything or to have your account deleted, write to whoever runs this installation: they are responsible for your data, and the law (in Europe, the GDPR) gives you an answer within a month. There is no button for it yet.',
          'On deletion a certificate can be withdrawn too. A file that you have already given to somebody will then say so when it is checked.',
        ],
      },
    ],
    outside: {
      none: 'Outside services: none is switched on in this installation. Your data does not leave it.',
      some: 'Outside services that are switched on in this installation, and what they receive:',
      services: {
        mail: 'The mail provider: your address and the mails to you.',
        payments: 'Stripe, for payments: what you enter on its payment page. Pericia never sees card numbers.',
        assistant: 'Anthropic (Claude), for the assistant: what you write to the assistant, and nothing else.',
      },
    },
  },
  es: {
    title: 'Privacidad',
    description: 'Qué guarda Pericia sobre ti, por qué, durante cuánto tiempo y quién lo ve.',
    lead: 'Qué se guarda, por qué, durante cuánto tiempo y quién lo ve. Sin rastreo, sin publicidad y sin vender nada.',
    contents: 'En esta página',
    sections: [
      {
        id: 'account',
        title: 'Tu cuenta',
        paragraphs: ['Hace falta para dejarte entrar y para escribirte. Se conserva mientras exista la cuenta.'],
        points: [
          'Nombre y dirección de correo, idioma, zona horaria y roles.',
          'Tu contraseña, solo como un hash argon2id del que no se puede recuperar.',
          'Sesiones: el tipo de dispositivo («Chrome en Android») y su último uso. Una sesión termina tras 14 días sin uso y, en todo caso, a los 90; las terminadas se borran cada noche.',
          'Los intentos fallidos de entrar, bajo un hash, para frenar a quien prueba contraseñas: siete días.',
          'Los correos que Pericia te envía, con su texto.',
        ],
      },
      {
        id: 'learning',
        title: 'Tu aprendizaje',
        paragraphs: [
          'Hace falta para adaptar la ruta y enseñarte por dónde vas. Se conserva mientras exista la cuenta.',
        ],
        points: [
          'Tus respuestas, con su resultado y su hora. Al registro solo se añade; de él salen las estimaciones de tus habilidades.',
          'Qué lecciones empezaste y leíste, tus notas, tu objetivo, tus minutos por semana y tus formatos preferidos.',
          'Qué paso se te propuso y cuál tomaste.',
          'Tus campañas simuladas.',
          'Cuánto tardaste en responder, si tu navegador lo indica. No puntúa nunca.',
        ],
      },
      {
        id: 'certificates',
        title: 'Exámenes y certificados',
        paragraphs: [
          'Las respuestas y los resultados del examen sirven para corregirlo y para explicarte la nota. Solo los ves tú y quien administra esta instalación.',
          'Un certificado contiene tu nombre, las habilidades, el resultado y las fechas. Cualquiera que tenga su enlace puede verlo: para eso está. El enlace lleva 128 bits al azar, así que no se puede adivinar, y no se publica ninguna lista de titulares. Tú decides a quién se lo das.',
          'La lista pública de certificados retirados es una fila de bits sin nombres. Los certificados y el registro de firmas se conservan incluso después de caducar, porque un certificado que nadie puede comprobar no te sirve de nada.',
        ],
      },
      {
        id: 'browser',
        title: 'En tu navegador',
        paragraphs: [
          'Solo las cookies necesarias para lo que has pedido. No hay analítica, ni publicidad, ni cookies de terceros; por eso no hay ningún aviso que aceptar.',
        ],
        points: [
          'La cookie de sesión, mientras estás dentro.',
          'pericia_lang y pericia_theme: tu idioma y tu apariencia, un año.',
          'En el almacenamiento del navegador, en tu dispositivo: si los atajos de una sola tecla están activados.',
          'Los vídeos de YouTube o Vimeo solo se cargan cuando los pulsas; desde ese momento rigen sus condiciones.',
        ],
      },
      {
        id: 'logs',
        title: 'Actividad y registros técnicos',
        paragraphs: [
          'Las acciones importantes, como emitir un certificado o cambiar un rol, se anotan con el identificador de la cuenta y sin texto, para poder aclarar un abuso. Los registros técnicos guardan la dirección, el estado y la duración de cada petición, no la persona. Para limitar el exceso de peticiones se usa solo la parte de red de tu dirección de internet, durante poco tiempo y en memoria.',
        ],
      },
      {
        id: 'rights',
        title: 'Tus derechos',
        paragraphs: [
          'En tu cuenta puedes ver y corregir tus datos, cerrar sesiones y descargar tus certificados. Para recibir una copia de todo o para que se borre tu cuenta, escribe a quien administra esta instalación: es responsable de tus datos, y la ley (en Europa, el RGPD) te da derecho a una respuesta en un mes. Todavía no hay un botón para hacerlo.',
          'Al borrar la cuenta también se puede retirar un certificado. Un archivo que ya hayas dado a alguien lo dirá cuando se compruebe.',
        ],
      },
    ],
    outside: {
      none: 'Servicios externos: en esta instalación no hay ninguno activado. Tus datos no salen de ella.',
      some: 'Servicios externos activados en esta instalación y lo que reciben:',
      services: {
        mail: 'El proveedor de correo: tu dirección y los correos que se te envían.',
        payments:
          'Stripe, para los pagos: lo que escribes en su página de pago. Pericia no ve nunca los números de tarjeta.',
        assistant: 'Anthropic (Claude), para el asistente: lo que le escribes, y nada más.',
      },
    },
  },
};
