// The components a lesson may use: their attributes, what they hold and where they stand. The table of content/README.md as data.

export type AttributeRule = { required?: true } & (
  | { kind: 'text'; /** Characters. */ max: number }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'flag' }
  | { kind: 'choice'; of: ReadonlyArray<string> }
  /** One kebab-case id, or several with spaces between. */
  | { kind: 'id' }
  | { kind: 'ids' }
  /** https address or a path of ours. */
  | { kind: 'address' }
  /** `./name.svg` beside the lesson. */
  | { kind: 'picture' }
);

type Inside =
  | 'markdown'
  | 'words'
  | 'nothing'
  | 'one paragraph'
  | 'one table'
  | 'one list'
  | { only: string; min: number; max: number };

export type ComponentRule = {
  attributes: Readonly<Record<string, AttributeRule>>;
  inside: Inside;
  /** Stands within a line of text. All others stand on lines of their own. */
  inline?: true;
  /** Only directly within this component. */
  within?: string;
  /** Children of which at most one may stand directly within. */
  single?: string;
};

const title = { kind: 'text', max: 140 } as const;
const caption = { kind: 'text', max: 400 } as const;
const minutes = { kind: 'number', min: 1, max: 600 } as const;

export const COMPONENTS: Readonly<Record<string, ComponentRule>> = {
  Callout: {
    attributes: { kind: { kind: 'choice', of: ['note', 'tip', 'warning', 'example'], required: true }, title },
    inside: 'markdown',
  },
  KeyIdea: { attributes: {}, inside: 'one paragraph' },
  Term: { attributes: { def: { kind: 'text', max: 400, required: true } }, inside: 'words', inline: true },
  Figure: {
    attributes: {
      src: { kind: 'picture', required: true },
      alt: { kind: 'text', max: 800, required: true },
      caption,
      credit: { kind: 'text', max: 200 },
    },
    inside: 'nothing',
  },
  Chart: {
    attributes: {
      kind: { kind: 'choice', of: ['bar', 'line', 'stacked'], required: true },
      title: { ...title, required: true },
      caption,
      unit: { kind: 'text', max: 12 },
      decimals: { kind: 'number', min: 0, max: 6 },
    },
    inside: 'one table',
  },
  ComparisonTable: { attributes: { caption: { ...caption, required: true } }, inside: 'one table' },
  Tabs: { attributes: {}, inside: { only: 'Tab', min: 2, max: 5 } },
  Tab: { attributes: { title: { ...title, required: true } }, inside: 'markdown', within: 'Tabs' },
  Steps: { attributes: {}, inside: { only: 'Step', min: 2, max: 12 } },
  Step: { attributes: { title: { ...title, required: true } }, inside: 'markdown', within: 'Steps' },
  Exercise: { attributes: { title: { ...title, required: true }, minutes }, inside: 'markdown', single: 'Solution' },
  Solution: { attributes: {}, inside: 'markdown', within: 'Exercise' },
  PromptTryout: {
    attributes: {
      task: { kind: 'text', max: 800, required: true },
      placeholder: { kind: 'text', max: 300 },
      minWords: { kind: 'number', min: 1, max: 500 },
    },
    inside: { only: 'Criterion', min: 2, max: 8 },
  },
  Criterion: {
    attributes: {
      name: { ...title, required: true },
      any: { kind: 'text', max: 600, required: true },
      hint: { kind: 'text', max: 300, required: true },
    },
    inside: 'nothing',
    within: 'PromptTryout',
  },
  Check: { attributes: { items: { kind: 'ids', required: true } }, inside: 'nothing' },
  Video: {
    attributes: {
      src: { kind: 'address', required: true },
      title: { ...title, required: true },
      poster: { kind: 'address' },
      minutes,
    },
    inside: 'markdown',
  },
  Embed: {
    attributes: {
      provider: { kind: 'choice', of: ['youtube', 'vimeo'], required: true },
      id: { kind: 'text', max: 20, required: true },
      title: { ...title, required: true },
    },
    inside: 'nothing',
  },
  Sources: { attributes: {}, inside: 'one list' },
  Anchor: { attributes: { id: { kind: 'id', required: true } }, inside: 'nothing' },
};

/** The rule of a component, or undefined when there is none of that name; `constructor` and the like have none. */
export function componentRule(name: string | null): ComponentRule | undefined {
  return name !== null && Object.hasOwn(COMPONENTS, name) ? COMPONENTS[name] : undefined;
}

/** Ids, anchors, slugs: kebab-case. */
export const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** A picture beside the lesson. */
export const PICTURE = /^\.\/[a-z0-9]+(?:[.-][a-z0-9]+)*\.(?:svg|png|webp)$/;
/** Ids as the two players issue them. */
export const EMBED_IDS: Readonly<Record<string, RegExp>> = { youtube: /^[A-Za-z0-9_-]{11}$/, vimeo: /^[0-9]{6,12}$/ };

/** What one lesson may weigh. Parsing Markdown takes more than linear time, hence the first. */
export const LIMITS = { bytes: 64_000, depth: 24, nodes: 12_000 } as const;

/** Rows and series of a chart that can still be read. */
export const CHART_LIMITS = { rows: 24, series: 5 } as const;
