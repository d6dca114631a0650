// The shape of a page of running text, such as the privacy page.

export type ProseSection = {
  id: string;
  title: string;
  paragraphs: ReadonlyArray<string>;
  points?: ReadonlyArray<string>;
};

/** `contents` heads the list of sections. */
export type Prose = {
  title: string;
  description: string;
  lead: string;
  contents: string;
  sections: ReadonlyArray<ProseSection>;
};
