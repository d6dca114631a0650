// The words of the studio's frame: its sections.
import { defineMessages } from './messages';

export const studioMessages = defineMessages('studio', {
  en: { sections: 'Studio', grading: 'Grading', items: 'Questions', experiment: 'Experiment' },
  es: { sections: 'Estudio', grading: 'Evaluación', items: 'Preguntas', experiment: 'Experimento' },
});
