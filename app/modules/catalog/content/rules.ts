// What the rules of content files (YAML, folders, items, certifications) say when they are broken, and what to do then.
import { error, type RuleTexts, warning } from '../rule-texts';

export const CONTENT_RULES = {
  'file-missing': error(
    ['{{name}} is missing', 'add the file; content/README.md shows its form'],
    ['falta {{name}}', 'añade el archivo; content/README.md muestra su forma'],
  ),
  'file-unknown': warning(
    ['this file belongs to nothing', 'delete it, or give it a name that content/README.md knows'],
    ['este archivo no pertenece a nada', 'bórralo, o dale un nombre que conozca content/README.md'],
  ),
  'file-encoding': error(
    ['the file is not UTF-8', 'save it as UTF-8'],
    ['el archivo no está en UTF-8', 'guárdalo en UTF-8'],
  ),
  'folder-name': error(
    ['"{{name}}" is no folder of a lesson', 'name it with two digits and a kebab-case id: 05-numbers-that-matter'],
    [
      '«{{name}}» no es una carpeta de lección',
      'nómbrala con dos cifras y un identificador en minúsculas: 05-numbers-that-matter',
    ],
  ),
  'id-form': error(
    ['"{{name}}" is no id', 'use lower-case letters, digits and hyphens'],
    ['«{{name}}» no es un identificador', 'usa minúsculas, cifras y guiones'],
  ),
  'lesson-repeated': error(
    ['another lesson of the course has the number or the id of "{{name}}"', 'give each lesson its own'],
    ['otra lección del curso tiene el número o el identificador de «{{name}}»', 'da a cada lección los suyos'],
  ),
  'course-empty': error(
    ['the course has no lesson', 'add a folder such as 01-first-lesson'],
    ['el curso no tiene lecciones', 'añade una carpeta como 01-first-lesson'],
  ),

  'yaml-syntax': error(
    [
      'this is no YAML: {{detail}}',
      'check the indentation, and quote texts that hold ": " or "#" or begin with a sign',
    ],
    [
      'esto no es YAML: {{detail}}',
      'revisa la sangría y pon entre comillas los textos con «: » o «#» o que empiecen por un signo',
    ],
  ),
  'field-missing': error(['"{{field}}" is missing', 'add it'], ['falta «{{field}}»', 'añádelo']),
  'field-unknown': error(
    ['nothing is called "{{field}}" here', 'delete it, or correct the spelling'],
    ['aquí nada se llama «{{field}}»', 'bórralo, o corrige cómo está escrito'],
  ),
  'field-text': error(
    ['"{{field}}" is no text', 'write it, between quotes when it looks like a number, a date or yes'],
    ['«{{field}}» no es un texto', 'escríbelo, entre comillas si parece un número, una fecha o yes'],
  ),
  'field-number': error(
    ['"{{field}}" is no number', 'write digits with a decimal point, without quotes or unit'],
    ['«{{field}}» no es un número', 'escribe cifras con punto decimal, sin comillas ni unidad'],
  ),
  'field-boolean': error(
    ['"{{field}}" is neither true nor false', 'write true or false, without quotes'],
    ['«{{field}}» no es ni true ni false', 'escribe true o false, sin comillas'],
  ),
  'field-list': error(
    ['"{{field}}" is no list', 'write [a, b], or one line for each entry that begins with a hyphen'],
    ['«{{field}}» no es una lista', 'escribe [a, b], o una línea por entrada que empiece por un guion'],
  ),
  'field-map': error(
    ['"{{field}}" does not hold keys with values', 'write { es: …, en: … }, or a line for each key'],
    ['«{{field}}» no contiene claves con valores', 'escribe { es: …, en: … }, o una línea por clave'],
  ),
  'field-choice': error(
    ['"{{field}}" has no such value', 'use one of: {{choices}}'],
    ['«{{field}}» no tiene ese valor', 'usa uno de estos: {{choices}}'],
  ),
  'field-size': error(
    ['"{{field}}" is too short, too long, too small or too large', 'keep it within {{bound}}'],
    ['«{{field}}» es demasiado corto, largo, pequeño o grande', 'mantenlo dentro de {{bound}}'],
  ),
  'field-form': error(
    [
      '"{{field}}" does not have its form',
      'ids are lower-case letters, digits and hyphens; numbers are whole where the form says so',
    ],
    [
      '«{{field}}» no tiene su forma',
      'los identificadores van en minúsculas, cifras y guiones; los números son enteros donde así se pide',
    ],
  ),
  'translation-missing': error(
    ['"{{field}}" has no text in {{language}}', 'write it; every text exists in es and en'],
    ['«{{field}}» no tiene texto en {{language}}', 'escríbelo; todo texto existe en es y en'],
  ),

  'skill-repeated': error(
    ['the skill "{{skill}}" stands twice', 'keep one'],
    ['la habilidad «{{skill}}» aparece dos veces', 'deja una'],
  ),
  'skill-unknown': error(
    ['there is no skill "{{skill}}"', 'use an id of skills.yml, or add it there'],
    ['no existe la habilidad «{{skill}}»', 'usa un identificador de skills.yml, o añádela allí'],
  ),
  'skill-cycle': error(
    ['these skills wait for each other: {{cycle}}', 'take one prerequisite out of the circle'],
    ['estas habilidades se esperan unas a otras: {{cycle}}', 'quita un requisito del círculo'],
  ),
  'skill-orphan': warning(
    ['no lesson teaches the skill "{{skill}}"', 'name it in the items.yml of a lesson, or delete it'],
    ['ninguna lección enseña la habilidad «{{skill}}»', 'nómbrala en el items.yml de una lección, o bórrala'],
  ),
  'skill-merge': error(
    ['"{{skill}}" is no skill to merge into', 'name a skill of this file that is not merged itself'],
    [
      '«{{skill}}» no es una habilidad en la que fundir otra',
      'nombra una de este archivo que no esté fundida a su vez',
    ],
  ),
  'skill-untested': warning(
    ['no item of the lesson trains its skill "{{skill}}"', 'add an item for it, or take it off the list'],
    ['ninguna pregunta de la lección ejercita su habilidad «{{skill}}»', 'añade una pregunta, o quítala de la lista'],
  ),
  'skill-repeated-here': error(
    ['"{{skill}}" stands twice in this list', 'keep one'],
    ['«{{skill}}» aparece dos veces en esta lista', 'deja una'],
  ),
  'course-unknown': error(
    ['there is no course "{{course}}"', 'use the name of a folder in courses/'],
    ['no existe el curso «{{course}}»', 'usa el nombre de una carpeta de courses/'],
  ),
  'program-unknown': error(
    ['there is no certification "{{program}}"', 'use the name of a file in certifications/'],
    ['no existe la certificación «{{program}}»', 'usa el nombre de un archivo de certifications/'],
  ),
  'goal-repeated': error(
    ['the goal "{{goal}}" stands twice', 'give each its own id'],
    ['el objetivo «{{goal}}» aparece dos veces', 'da a cada uno su identificador'],
  ),

  'objectives-missing': error(
    [
      'the lesson does not name two to five objectives',
      'name two to five things a reader can do afterwards, each beginning with a verb',
    ],
    [
      'la lección no nombra de dos a cinco objetivos',
      'nombra de dos a cinco cosas que se sabrán hacer, cada una con un verbo delante',
    ],
  ),
  'front-matter-missing': error(
    ['the lesson has no front matter', 'begin the file with --- and title, summary, objectives'],
    ['la lección no tiene cabecera', 'empieza el archivo con --- y title, summary, objectives'],
  ),
  'words-few': error(
    ['the text has {{words}} words', 'a lesson has at least {{min}}'],
    ['el texto tiene {{words}} palabras', 'una lección tiene al menos {{min}}'],
  ),
  'visual-missing': error(
    ['the lesson has no figure and no chart', 'add a <Figure> or a <Chart>'],
    ['la lección no tiene figura ni gráfico', 'añade una <Figure> o un <Chart>'],
  ),
  'exercise-missing': error(
    ['the lesson has no exercise', 'add an <Exercise> with its <Solution>'],
    ['la lección no tiene ejercicio', 'añade un <Exercise> con su <Solution>'],
  ),
  'sources-missing': error(
    ['the lesson names no sources', 'end it with <Sources>'],
    ['la lección no nombra sus fuentes', 'termínala con <Sources>'],
  ),
  'anchors-differ': error(
    ['the anchor "{{anchor}}" is missing in {{language}}', 'put <Anchor id="{{anchor}}" /> at the same place there'],
    ['falta el ancla «{{anchor}}» en {{language}}', 'pon <Anchor id="{{anchor}}" /> en el mismo sitio'],
  ),
  'checks-differ': error(
    ['the item "{{item}}" is asked for by <Check> only in {{language}}', 'name the same items in both languages'],
    ['la pregunta «{{item}}» solo la pide <Check> en {{language}}', 'nombra las mismas preguntas en ambos idiomas'],
  ),
  'picture-large': error(
    ['the picture has {{bytes}} bytes', 'keep it under {{max}}'],
    ['la imagen tiene {{bytes}} bytes', 'que no pase de {{max}}'],
  ),
  'picture-form': error(
    ['this is no PNG or WebP picture', 'save it again in the form its name says'],
    ['esto no es una imagen PNG o WebP', 'guárdala de nuevo en el formato que dice su nombre'],
  ),
  'picture-unused': warning(
    ['no text shows this picture', 'show it with <Figure>, or delete it'],
    ['ningún texto muestra esta imagen', 'muéstrala con <Figure>, o bórrala'],
  ),

  'item-repeated': error(
    ['the id "{{item}}" stands twice', 'give each item its own; the other is in {{other}}'],
    ['el identificador «{{item}}» aparece dos veces', 'da a cada pregunta el suyo; la otra está en {{other}}'],
  ),
  'item-stem-repeated': error(
    ['"{{item}}" asks the same as "{{other}}"', 'ask something else, or delete one'],
    ['«{{item}}» pregunta lo mismo que «{{other}}»', 'pregunta otra cosa, o borra una'],
  ),
  'item-see-unknown': error(
    ['the lesson has no anchor "{{anchor}}"', 'use an id of one of its <Anchor>s'],
    ['la lección no tiene el ancla «{{anchor}}»', 'usa el identificador de uno de sus <Anchor>'],
  ),
  'item-option-count': error(
    ['{{count}} options', '{{type}} has {{min}} to {{max}}'],
    ['{{count}} opciones', '{{type}} tiene de {{min}} a {{max}}'],
  ),
  'item-correct-count': error(
    ['{{count}} options are marked correct', 'single has exactly one, multiple one or more'],
    ['{{count}} opciones están marcadas como correctas', 'single tiene exactamente una; multiple, una o más'],
  ),
  'item-option-repeated': error(
    ['two options say the same in {{language}}', 'change one'],
    ['dos opciones dicen lo mismo en {{language}}', 'cambia una'],
  ),
  'item-distractor-is-answer': error(
    ['a wrong answer equals the right one in {{language}}', 'change one of the two'],
    ['una respuesta incorrecta es igual a la correcta en {{language}}', 'cambia una de las dos'],
  ),
  'item-mistake-is-answer': error(
    ['a mistake ({{value}}) would be taken as right', 'change its value, or narrow the tolerances'],
    ['un error ({{value}}) contaría como acierto', 'cambia su valor, o estrecha las tolerancias'],
  ),
  'item-markup': error(
    ['only emphasis and `code` are allowed in items', 'take out components, links, pictures and lists'],
    ['en las preguntas solo caben el énfasis y el `código`', 'quita componentes, enlaces, imágenes y listas'],
  ),

  'blueprint-skill': error(
    ['the bank has no item for "{{skill}}"', 'add items to {{program}}.items.yml, or change the blueprint'],
    ['el banco no tiene preguntas de «{{skill}}»', 'añade preguntas a {{program}}.items.yml, o cambia el reparto'],
  ),
  'blueprint-short': error(
    [
      'the bank fills {{have}} of {{need}} places for this row',
      'the bank holds at least twice what is drawn; add {{lack}} items',
    ],
    [
      'el banco cubre {{have}} de {{need}} plazas de esta fila',
      'el banco tiene al menos el doble de lo que se extrae; añade {{lack}} preguntas',
    ],
  ),
  'blueprint-outside': error(
    ['"{{skill}}" is examined but not certified', 'add it to skills, or take it out of the blueprint'],
    ['«{{skill}}» se examina pero no se certifica', 'añádela a skills, o quítala del reparto'],
  ),
  'blueprint-lacks': error(
    ['"{{skill}}" is certified but not examined', 'put it in a row of the blueprint, or take it off skills'],
    ['«{{skill}}» se certifica pero no se examina', 'ponla en una fila del reparto, o quítala de skills'],
  ),
  'bank-unknown': error(
    ['"{{program}}" has no exam bank to draw from', 'name a certification with an items.yml of its own'],
    ['«{{program}}» no tiene un banco del que extraer', 'nombra una certificación con su propio items.yml'],
  ),
  'program-cycle': error(
    ['"{{program}}" asks for this certification itself', 'take one prerequisite out of the circle'],
    ['«{{program}}» pide a su vez esta certificación', 'quita un requisito del círculo'],
  ),
  'lab-unknown': error(
    ['there is no lab "{{lab}}"', 'take it off the list: no lab can be asked for yet'],
    ['no existe el laboratorio «{{lab}}»', 'quítalo de la lista: todavía no se puede pedir ninguno'],
  ),
  'part-repeated': error(
    ['the id "{{id}}" stands twice in the portfolio', 'give each section and each criterion its own'],
    ['el identificador «{{id}}» aparece dos veces en el portafolio', 'da a cada apartado y a cada criterio el suyo'],
  ),
  'bounds-crossed': error(
    ['the least is more than the most', 'exchange the two numbers, or correct one'],
    ['el mínimo es mayor que el máximo', 'intercambia los dos números, o corrige uno'],
  ),
  'overall-alone': error(
    ['an overall mark needs two assessments', 'add a portfolio, or take "overall" out'],
    ['una nota conjunta necesita dos pruebas', 'añade un portafolio, o quita «overall»'],
  ),
} as const satisfies Record<string, RuleTexts>;
