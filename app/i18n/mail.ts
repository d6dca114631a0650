// The words of the mails that Pericia sends.
import { defineMessages } from './messages';

export const mailMessages = defineMessages('mail', {
  en: {
    footer:
      'You receive this mail because of something done with your account or your address at {{site}}. It is not advertising, and nobody reads replies to it.',
    fallback: 'If the button does not work, copy this address into your browser:',
    'verify-email': {
      subject: 'Confirm your address',
      title: 'One click and you can begin',
      before: 'Confirm that this address is yours. After that you can take exams and receive certificates under it.',
      button: 'Confirm my address',
      after:
        'The link works once and for 24 hours. If you did not sign up at Pericia, do nothing: without this click nobody can use your address here.',
    },
    'already-registered': {
      subject: 'You already have an account',
      title: 'You already have an account',
      before:
        'Somebody, probably you, has just signed up at Pericia with this address. It already has an account, so nothing was changed.',
      button: 'Sign in',
      after:
        'Forgotten the password? Choose a new one here: {{resetUrl}}\n\nIf it was not you, there is nothing to do: whoever it was learnt nothing about your account.',
    },
    'reset-password': {
      subject: 'Choose a new password',
      title: 'Choose a new password',
      before:
        'You asked for a new password. The button takes you to the page where you choose it; your other devices are signed out when you do.',
      button: 'Choose a new password',
      after:
        'The link works once and for 30 minutes. If you did not ask for it, do nothing: your present password keeps working.',
    },
    'password-changed': {
      subject: 'Your password was changed',
      title: 'Your password was changed',
      before: 'Hello {{name}}: the password of your account has just been changed, and other devices were signed out.',
      button: 'It was not me: choose a new password',
      after: 'If it was you, there is nothing to do.',
    },
    'certificate-issued': {
      subject: 'Your certificate: {{title}}',
      title: 'You have earned it, {{name}}',
      before:
        'Your certificate “{{title}}” has been issued and signed. It has a page of its own, which anybody can check without an account.',
      button: 'See my certificate',
      after:
        'Put the address on your CV or your professional profile: whoever opens it sees what you have shown you can do, how it was assessed and whether the certificate is valid today.',
    },
    'certificate-expiring': {
      subject: 'Your certificate “{{title}}” ends on {{date}}',
      title: 'Less than {{days}} days left, {{name}}',
      before:
        'Your certificate “{{title}}” holds until {{date}}. You can renew it now: pass the exam again and the same certificate goes on, with its first date kept.',
      button: 'Renew my certificate',
      after:
        'If you do nothing, its page will say from that day on that the certificate is genuine and has expired. We remind you 90, 30 and 7 days before.',
    },
    'portfolio-passed': {
      subject: 'Your portfolio has been marked: passed',
      title: 'Your portfolio is passed, {{name}}',
      before:
        'The marks and the comments are on its page. If nothing else is missing, your certificate is being signed.',
      button: 'See marks and comments',
      after: 'Your name was hidden from those who marked it.',
    },
    'portfolio-failed': {
      subject: 'Your portfolio has been marked',
      title: 'Not yet, {{name}}',
      before:
        'Your portfolio does not reach the pass mark yet. Its page says, criterion by criterion, what is there and what is missing, and from when you can hand it in again.',
      button: 'See marks and comments',
      after: 'If you think the marks are wrong, you can appeal once on the same page: somebody else then looks at it.',
    },
    'attempt-refused': {
      subject: 'About your exam',
      title: 'Your exam does not count, {{name}}',
      before:
        'Something about your passed exam had to be looked at by a person, and they decided that it does not count. The page of the exam says what you can do now.',
      button: 'See my exam',
      after: 'Nobody else learns of this, and nothing of it is on your profile.',
    },
    'correction-refused': {
      subject: 'About the correction you asked for',
      title: 'Your certificate stays as it is, {{name}}',
      before: 'We looked at the correction you asked for and refused it. The reason is on the certificate’s page.',
      button: 'Read the reason',
      after: 'If something is still wrong, you can ask again there and tell us more.',
    },
  },
  es: {
    footer:
      'Recibes este correo por algo que se ha hecho con tu cuenta o tu dirección en {{site}}. No es publicidad y nadie lee las respuestas.',
    fallback: 'Si el botón no funciona, copia esta dirección en tu navegador:',
    'verify-email': {
      subject: 'Confirma tu dirección',
      title: 'Un clic y puedes empezar',
      before:
        'Confirma que esta dirección es tuya. A partir de ahí podrás presentarte a los exámenes y recibir certificados con ella.',
      button: 'Confirmar mi dirección',
      after:
        'El enlace sirve una sola vez y durante 24 horas. Si no te has registrado en Pericia, no hagas nada: sin este clic nadie puede usar tu dirección aquí.',
    },
    'already-registered': {
      subject: 'Ya tienes una cuenta',
      title: 'Ya tienes una cuenta',
      before:
        'Alguien, seguramente tú, acaba de registrarse en Pericia con esta dirección. Ya tiene una cuenta, así que no ha cambiado nada.',
      button: 'Entrar',
      after:
        '¿Has olvidado la contraseña? Elige una nueva aquí: {{resetUrl}}\n\nSi no has sido tú, no tienes que hacer nada: quien haya sido no ha averiguado nada sobre tu cuenta.',
    },
    'reset-password': {
      subject: 'Elige una contraseña nueva',
      title: 'Elige una contraseña nueva',
      before:
        'Has pedido una contraseña nueva. El botón te lleva a la página en la que la eliges; al hacerlo se cierra la sesión en tus demás dispositivos.',
      button: 'Elegir una contraseña nueva',
      after:
        'El enlace sirve una sola vez y durante 30 minutos. Si no lo has pedido tú, no hagas nada: tu contraseña de siempre sigue valiendo.',
    },
    'password-changed': {
      subject: 'Se ha cambiado tu contraseña',
      title: 'Se ha cambiado tu contraseña',
      before:
        'Hola, {{name}}: se acaba de cambiar la contraseña de tu cuenta y se ha cerrado la sesión en los demás dispositivos.',
      button: 'No he sido yo: elegir otra contraseña',
      after: 'Si has sido tú, no tienes que hacer nada.',
    },
    'certificate-issued': {
      subject: 'Tu certificado: {{title}}',
      title: 'Te lo has ganado, {{name}}',
      before:
        'Tu certificado «{{title}}» está emitido y firmado. Tiene su propia página, que cualquiera puede comprobar sin tener cuenta.',
      button: 'Ver mi certificado',
      after:
        'Pon la dirección en tu currículum o en tu perfil profesional: quien la abra verá qué has demostrado saber hacer, cómo se ha evaluado y si el certificado es válido hoy.',
    },
    'certificate-expiring': {
      subject: 'Tu certificado «{{title}}» vence el {{date}}',
      title: 'Quedan menos de {{days}} días, {{name}}',
      before:
        'Tu certificado «{{title}}» vale hasta el {{date}}. Ya puedes renovarlo: vuelve a aprobar el examen y el mismo certificado sigue, con su primera fecha.',
      button: 'Renovar mi certificado',
      after:
        'Si no haces nada, desde ese día su página dirá que el certificado es auténtico y ha vencido. Te avisamos 90, 30 y 7 días antes.',
    },
    'portfolio-passed': {
      subject: 'Tu portfolio está evaluado: aprobado',
      title: 'Has aprobado el portfolio, {{name}}',
      before: 'Las notas y los comentarios están en su página. Si no falta nada más, tu certificado se está firmando.',
      button: 'Ver notas y comentarios',
      after: 'Quienes lo evaluaron no han visto tu nombre.',
    },
    'portfolio-failed': {
      subject: 'Tu portfolio está evaluado',
      title: 'Todavía no, {{name}}',
      before:
        'Tu portfolio aún no llega a la nota de aprobado. Su página dice, criterio a criterio, qué hay y qué falta, y desde cuándo puedes volver a entregarlo.',
      button: 'Ver notas y comentarios',
      after: 'Si crees que las notas están mal, puedes reclamar una vez en la misma página: lo mirará otra persona.',
    },
    'attempt-refused': {
      subject: 'Sobre tu examen',
      title: 'Tu examen no cuenta, {{name}}',
      before:
        'Algo de tu examen aprobado tuvo que mirarlo una persona, y ha decidido que no cuenta. La página del examen dice qué puedes hacer ahora.',
      button: 'Ver mi examen',
      after: 'Nadie más se entera, y nada de esto aparece en tu perfil.',
    },
    'correction-refused': {
      subject: 'Sobre la corrección que pediste',
      title: 'Tu certificado se queda como está, {{name}}',
      before:
        'Hemos mirado la corrección que pediste y la hemos rechazado. El motivo está en la página del certificado.',
      button: 'Leer el motivo',
      after: 'Si algo sigue mal, puedes volver a pedirlo ahí y contarnos más.',
    },
  },
});
