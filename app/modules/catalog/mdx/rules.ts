// What the rules of a lesson's text say when they are broken, and what to do then.
import { error, type RuleTexts } from '../rule-texts';

export const MDX_RULES = {
  'mdx-syntax': error(
    [
      'this cannot be read: {{detail}}',
      'write `\\{` for a brace and `&lt;` for a less-than sign, quote attribute values, and close every component',
    ],
    [
      'no se puede leer: {{detail}}',
      'escribe `\\{` para una llave y `&lt;` para un signo menor que, pon entre comillas los valores y cierra cada componente',
    ],
  ),
  'mdx-tag-mismatch': error(
    [
      '<{{tag}}> is opened and not closed here, or closed and not opened',
      'give each opening its closing in the same list item or quotation, with blank lines around both',
    ],
    [
      '<{{tag}}> se abre y no se cierra aquí, o se cierra sin haberse abierto',
      'cierra cada componente dentro del mismo elemento de lista o cita, con líneas en blanco alrededor',
    ],
  ),
  'mdx-html': error(
    ['raw HTML and HTML comments are not allowed', 'delete it; use Markdown or one of the components'],
    ['el HTML y sus comentarios no están permitidos', 'bórralo; usa Markdown o uno de los componentes'],
  ),
  'mdx-autolink': error(
    ['an address in angle brackets is not allowed', 'write [text](https://…)'],
    ['una dirección entre signos < > no está permitida', 'escribe [texto](https://…)'],
  ),
  'mdx-import': error(
    ['import and export are not allowed', 'delete the line; begin the sentence with another word if it is text'],
    ['import y export no están permitidos', 'borra la línea; si es texto, empieza la frase con otra palabra'],
  ),
  'mdx-expression': error(
    ['an {expression} is not allowed', 'write `\\{` for a brace, or put code between backticks'],
    ['una {expresión} no está permitida', 'escribe `\\{` para una llave, o pon el código entre acentos graves'],
  ),
  'mdx-spread': error(
    ['{...spread} is not allowed on <{{component}}>', 'write each attribute out'],
    ['{...spread} no está permitido en <{{component}}>', 'escribe cada atributo por separado'],
  ),
  'mdx-component-unknown': error(
    ['there is no component <{{component}}>', 'use Markdown or one of: {{known}}'],
    ['no existe el componente <{{component}}>', 'usa Markdown o uno de estos: {{known}}'],
  ),
  'mdx-attribute-unknown': error(
    ['<{{component}}> has no attribute "{{attribute}}"', 'it takes: {{known}}'],
    ['<{{component}}> no tiene el atributo «{{attribute}}»', 'admite: {{known}}'],
  ),
  'mdx-attribute-none': error(
    ['<{{component}}> has no attribute "{{attribute}}"', 'it takes none; delete it'],
    ['<{{component}}> no tiene el atributo «{{attribute}}»', 'no admite ninguno; bórralo'],
  ),
  'mdx-attribute-missing': error(
    ['<{{component}}> lacks "{{attribute}}"', 'add {{attribute}}="…"'],
    ['a <{{component}}> le falta «{{attribute}}»', 'añade {{attribute}}="…"'],
  ),
  'mdx-attribute-repeated': error(
    ['"{{attribute}}" stands twice on <{{component}}>', 'keep one'],
    ['«{{attribute}}» aparece dos veces en <{{component}}>', 'deja uno solo'],
  ),
  'mdx-attribute-code': error(
    ['"{{attribute}}" of <{{component}}> is code', 'write a plain value: "text", {3} or {true}'],
    ['«{{attribute}}» de <{{component}}> es código', 'escribe un valor simple: "texto", {3} o {true}'],
  ),
  'mdx-attribute-empty': error(
    ['"{{attribute}}" of <{{component}}> is empty', 'write its text between the quotes'],
    ['«{{attribute}}» de <{{component}}> está vacío', 'escribe su texto entre las comillas'],
  ),
  'mdx-attribute-long': error(
    [
      '"{{attribute}}" of <{{component}}> is longer than {{max}} characters',
      'shorten it, or move part of it into the text',
    ],
    ['«{{attribute}}» de <{{component}}> pasa de {{max}} caracteres', 'acórtalo, o lleva una parte al texto'],
  ),
  'mdx-attribute-number': error(
    ['"{{attribute}}" of <{{component}}> is no number from {{min}} to {{max}}', 'write {{attribute}}={12}'],
    ['«{{attribute}}» de <{{component}}> no es un número de {{min}} a {{max}}', 'escribe {{attribute}}={12}'],
  ),
  'mdx-attribute-flag': error(
    ['"{{attribute}}" of <{{component}}> is neither true nor false', 'write {{attribute}}={true}'],
    ['«{{attribute}}» de <{{component}}> no es ni true ni false', 'escribe {{attribute}}={true}'],
  ),
  'mdx-attribute-choice': error(
    ['"{{attribute}}" of <{{component}}> has no such value', 'use one of: {{choices}}'],
    ['«{{attribute}}» de <{{component}}> no tiene ese valor', 'usa uno de estos: {{choices}}'],
  ),
  'mdx-attribute-id': error(
    [
      '"{{attribute}}" of <{{component}}> is no id',
      'use lower-case letters, digits and hyphens: break-even; spaces between several',
    ],
    [
      '«{{attribute}}» de <{{component}}> no es un identificador',
      'usa minúsculas, cifras y guiones: break-even; separa varios con espacios',
    ],
  ),
  'mdx-attribute-address': error(
    [
      '"{{attribute}}" of <{{component}}> is an address that is not allowed',
      'use https://… or a path that begins with /',
    ],
    ['«{{attribute}}» de <{{component}}> es una dirección no permitida', 'usa https://… o una ruta que empiece por /'],
  ),
  'mdx-attribute-picture': error(
    [
      '"{{attribute}}" of <{{component}}> names no picture beside the lesson',
      'write ./name.svg, ./name.png or ./name.webp, in lower case, without folders',
    ],
    [
      '«{{attribute}}» de <{{component}}> no nombra una imagen junto a la lección',
      'escribe ./nombre.svg, ./nombre.png o ./nombre.webp, en minúsculas y sin carpetas',
    ],
  ),
  'mdx-inside-nothing': error(
    ['<{{component}}> holds nothing', 'close it at once: <{{component}} … />'],
    ['<{{component}}> no contiene nada', 'ciérralo en el acto: <{{component}} … />'],
  ),
  'mdx-inside-empty': error(
    ['<{{component}}> is empty', 'write its text inside, with blank lines around it'],
    ['<{{component}}> está vacío', 'escribe su texto dentro, con líneas en blanco alrededor'],
  ),
  'mdx-inside-only': error(
    ['only <{{child}}> may stand directly in <{{component}}>', 'move this into a <{{child}}>, or out'],
    ['directamente en <{{component}}> solo puede ir <{{child}}>', 'mete esto en un <{{child}}>, o sácalo'],
  ),
  'mdx-inside-count': error(
    ['<{{component}}> holds {{count}} <{{child}}>', 'it takes {{min}} to {{max}}'],
    ['<{{component}}> contiene {{count}} <{{child}}>', 'admite de {{min}} a {{max}}'],
  ),
  'mdx-inside-single': error(
    ['<{{component}}> holds {{count}} <{{child}}>', 'keep one, or make two exercises'],
    ['<{{component}}> contiene {{count}} <{{child}}>', 'deja uno, o haz dos ejercicios'],
  ),
  'mdx-inside-paragraph': error(
    [
      '<{{component}}> holds one paragraph and nothing else',
      'say it in one short paragraph, with blank lines around it',
    ],
    ['<{{component}}> contiene un párrafo y nada más', 'dilo en un párrafo corto, con líneas en blanco alrededor'],
  ),
  'mdx-inside-table': error(
    [
      '<{{component}}> holds one Markdown table and nothing else',
      'put exactly one table inside, with blank lines around it',
    ],
    [
      '<{{component}}> contiene una tabla Markdown y nada más',
      'pon exactamente una tabla dentro, con líneas en blanco alrededor',
    ],
  ),
  'mdx-inside-list': error(
    [
      '<{{component}}> holds one Markdown list and nothing else',
      'put exactly one list inside, with blank lines around it',
    ],
    [
      '<{{component}}> contiene una lista Markdown y nada más',
      'pon exactamente una lista dentro, con líneas en blanco alrededor',
    ],
  ),
  'mdx-sources-few': error(
    ['fewer than two sources', 'name at least two works that a reader can find'],
    ['hay menos de dos fuentes', 'nombra al menos dos obras que se puedan encontrar'],
  ),
  'mdx-video-transcript': error(
    ['the video has no transcript', 'write what is said between <Video …> and </Video>'],
    ['el vídeo no tiene transcripción', 'escribe lo que se dice entre <Video …> y </Video>'],
  ),
  'mdx-embed-id': error(
    ['"{{id}}" is no id of {{provider}}', 'copy only the id: 11 characters at youtube, digits at vimeo'],
    [
      '«{{id}}» no es un identificador de {{provider}}',
      'copia solo el identificador: 11 caracteres en youtube, cifras en vimeo',
    ],
  ),
  'mdx-placement-parent': error(
    ['<{{component}}> stands outside of <{{parent}}>', 'put it directly inside a <{{parent}}>'],
    ['<{{component}}> está fuera de <{{parent}}>', 'ponlo directamente dentro de un <{{parent}}>'],
  ),
  'mdx-placement-block': error(
    ['<{{component}}> stands within a line of text', 'put it on lines of its own with a blank line before and after'],
    [
      '<{{component}}> está dentro de una línea de texto',
      'ponlo en líneas propias, con una línea en blanco antes y después',
    ],
  ),
  'mdx-placement-itself': error(
    ['<{{component}}> stands within another <{{component}}>', 'put one after the other'],
    ['<{{component}}> está dentro de otro <{{component}}>', 'pon uno detrás de otro'],
  ),
  'mdx-link': error(
    ['this address is not allowed: {{address}}', 'use https://…, mailto:…, a path that begins with / or #anchor'],
    ['esta dirección no está permitida: {{address}}', 'usa https://…, mailto:…, una ruta que empiece por / o #ancla'],
  ),
  'mdx-link-empty': error(
    ['a link without words', 'say between the brackets where it leads'],
    ['un enlace sin palabras', 'di entre los corchetes adónde lleva'],
  ),
  'mdx-anchor-unknown': error(
    ['nothing here is called #{{anchor}}', 'put <Anchor id="{{anchor}}" /> before what it means, or correct the link'],
    ['aquí nada se llama #{{anchor}}', 'pon <Anchor id="{{anchor}}" /> delante de lo que señala, o corrige el enlace'],
  ),
  'mdx-image': error(
    ['a Markdown picture is not allowed', 'use <Figure src="./name.svg" alt="…" />'],
    ['una imagen de Markdown no está permitida', 'usa <Figure src="./nombre.svg" alt="…" />'],
  ),
  'mdx-picture-missing': error(
    ['there is no usable picture {{src}}', 'put the file beside the lesson, or correct the name'],
    ['no hay ninguna imagen utilizable {{src}}', 'pon el archivo junto a la lección, o corrige el nombre'],
  ),
  'mdx-check-unknown': error(
    ['this lesson has no item "{{item}}"', 'use an id of its items.yml'],
    ['esta lección no tiene la pregunta «{{item}}»', 'usa un identificador de su items.yml'],
  ),
  'mdx-too-large': error(
    ['the text has {{bytes}} bytes', 'keep it under {{max}}; make two lessons'],
    ['el texto tiene {{bytes}} bytes', 'que no pase de {{max}}; haz dos lecciones'],
  ),
  'mdx-too-deep': error(
    ['nested deeper than {{max}} levels', 'take lists, quotations and components apart'],
    ['anidado a más de {{max}} niveles', 'separa listas, citas y componentes'],
  ),
  'mdx-too-many-nodes': error(
    ['the text has {{nodes}} parts', 'keep it under {{max}}; make two lessons'],
    ['el texto tiene {{nodes}} partes', 'que no pase de {{max}}; haz dos lecciones'],
  ),
  'mdx-too-slow': error(
    ['reading this takes more than {{seconds}} seconds', 'look for long runs of *, _, ~, [ or >, and delete them'],
    ['leer esto lleva más de {{seconds}} segundos', 'busca series largas de *, _, ~, [ o >, y bórralas'],
  ),
  'heading-title': error(
    ['a heading of level 1', 'begin at ##; the title stands in the front matter'],
    ['un encabezado de nivel 1', 'empieza en ##; el título va en la cabecera'],
  ),
  'heading-first': error(
    ['the first heading has level {{depth}}', 'begin with ##'],
    ['el primer encabezado tiene nivel {{depth}}', 'empieza con ##'],
  ),
  'heading-skips': error(
    ['a heading of level {{depth}} follows one of level {{before}}', 'go down one level at a time'],
    ['un encabezado de nivel {{depth}} sigue a uno de nivel {{before}}', 'baja de nivel en nivel'],
  ),
  'heading-empty': error(
    ['a heading without words', 'write it, or delete it'],
    ['un encabezado sin palabras', 'escríbelo, o bórralo'],
  ),
  'heading-inside': error(
    ['a heading of level 2 inside a component', 'use ### there, or put the section outside'],
    ['un encabezado de nivel 2 dentro de un componente', 'usa ### ahí, o saca la sección'],
  ),
  'anchor-repeated': error(
    ['the anchor "{{anchor}}" stands twice', 'give each place its own id'],
    ['el ancla «{{anchor}}» aparece dos veces', 'da a cada sitio su propio identificador'],
  ),
  'anchor-dangling': error(
    ['nothing follows the anchor "{{anchor}}"', 'put it on the line before the heading or paragraph it marks'],
    ['nada sigue al ancla «{{anchor}}»', 'ponla en la línea anterior al encabezado o párrafo que marca'],
  ),
  'chart-series': error(
    ['the chart has {{count}} columns of numbers', 'give it 1 to {{max}}, after the column of labels'],
    ['el gráfico tiene {{count}} columnas de números', 'ponle de 1 a {{max}}, tras la columna de etiquetas'],
  ),
  'chart-rows': error(
    ['the chart has {{count}} rows', 'a line needs at least two; no chart more than {{max}}'],
    ['el gráfico tiene {{count}} filas', 'una línea necesita al menos dos; ningún gráfico más de {{max}}'],
  ),
  'chart-row-width': error(
    ['this row has {{count}} cells, the head has {{width}}', 'give every row the same number of cells'],
    ['esta fila tiene {{count}} celdas y la cabecera {{width}}', 'da a todas las filas el mismo número de celdas'],
  ),
  'chart-label': error(
    ['a row without a label', 'name it in the first column'],
    ['una fila sin etiqueta', 'nómbrala en la primera columna'],
  ),
  'chart-number': error(
    ['"{{value}}" is no number', 'write a decimal point, no thousands mark and no unit: 1290.5'],
    ['«{{value}}» no es un número', 'escribe punto decimal, sin separador de miles ni unidad: 1290.5'],
  ),
  'chart-negative': error(
    ['a stacked chart cannot show {{value}}', 'use kind="bar" for numbers below zero'],
    ['un gráfico apilado no puede mostrar {{value}}', 'usa kind="bar" para números bajo cero'],
  ),
  'svg-syntax': error(
    [
      'the picture is no plain XML at: {{what}}',
      'save it as plain SVG, without doctype, CDATA or processing instructions',
    ],
    [
      'la imagen no es XML simple en: {{what}}',
      'guárdala como SVG simple, sin doctype, CDATA ni instrucciones de proceso',
    ],
  ),
  'svg-element': error(
    [
      '{{what}} is not allowed in a picture',
      'draw with shapes and text only: no script, link, image, animation or foreignObject',
    ],
    [
      '{{what}} no está permitido en una imagen',
      'dibuja solo con formas y texto: sin script, enlaces, imágenes, animación ni foreignObject',
    ],
  ),
  'svg-attribute': error(
    [
      '"{{what}}" of this element runs or loads something',
      'delete it; href and url() may only point to #ids of the same picture',
    ],
    [
      '«{{what}}» de este elemento ejecuta o carga algo',
      'bórralo; href y url() solo pueden apuntar a #ids de la misma imagen',
    ],
  ),
  'svg-viewbox': error(
    ['the picture has no usable viewBox', 'add viewBox="0 0 width height" to <svg>'],
    ['la imagen no tiene un viewBox utilizable', 'añade viewBox="0 0 ancho alto" a <svg>'],
  ),
} as const satisfies Record<string, RuleTexts>;
