// Turns a lesson's tree into React elements: the components of the catalog's list, and the elements Markdown makes.
import { createElement, Fragment, type ReactNode } from 'react';
import type { Json, JsonProps } from '~/modules/catalog/catalog';
import { Callout, type CalloutKind, Exercise, KeyIdea, Solution, Sources, Step, Steps, Term } from './blocks';
import { Chart } from './chart/chart';
import { textOf } from './chart/data';
import { type LessonPlace, number, text, translate } from './context';
import { Check, PromptTryout, Tab, Tabs } from './interactive';
import { Embed, Figure, type Provider, Video } from './media';
import { CaptionedTable, nameRows, PlainTable } from './table';

type Draw = (props: JsonProps | null, children: ReadonlyArray<Json>, place: LessonPlace) => ReactNode;

const required = (props: JsonProps | null, name: string) => text(props, name) ?? '';
const id = (props: JsonProps | null) => text(props, 'id');

/** Every component that can stand in a tree. Those that only stand within another are drawn by it. */
const COMPONENTS: Readonly<Record<string, Draw>> = {
  Callout: (props, children, place) => (
    <Callout
      id={id(props)}
      t={translate(place)}
      kind={(text(props, 'kind') ?? 'note') as CalloutKind}
      title={text(props, 'title')}
    >
      {renderTree(children, place)}
    </Callout>
  ),
  KeyIdea: (props, children, place) => (
    <KeyIdea id={id(props)} t={translate(place)}>
      {renderTree(children, place)}
    </KeyIdea>
  ),
  Term: (props, children, place) => (
    <Term t={translate(place)} definition={required(props, 'def')} word={children.map(textOf).join('')}>
      {renderTree(children, place)}
    </Term>
  ),
  Figure: (props, _, place) => (
    <Figure
      id={id(props)}
      t={translate(place)}
      asset={required(props, 'asset')}
      width={number(props, 'width') ?? 640}
      height={number(props, 'height') ?? 360}
      alt={required(props, 'alt')}
      caption={text(props, 'caption')}
      credit={text(props, 'credit')}
    />
  ),
  Chart: (props, children, place) => (
    <Chart
      locale={place.locale}
      id={id(props)}
      kind={(text(props, 'kind') ?? 'bar') as 'bar' | 'line' | 'stacked'}
      title={required(props, 'title')}
      caption={text(props, 'caption')}
      unit={text(props, 'unit')}
      decimals={number(props, 'decimals')}
      rows={children}
      table={renderTree(nameRows(children), place)}
    />
  ),
  ComparisonTable: (props, children, place) => {
    const table = children.find((child) => typeof child !== 'string' && child[0] === 'table');
    const parts = table && typeof table !== 'string' ? (table.slice(2) as unknown as ReadonlyArray<Json>) : [];
    return (
      <CaptionedTable t={translate(place)} id={id(props)} caption={required(props, 'caption')}>
        {renderTree(nameRows(parts), place)}
      </CaptionedTable>
    );
  },
  Tabs: (props, children, place) => (
    <Tabs id={id(props)} t={translate(place)}>
      {renderTree(children, place)}
    </Tabs>
  ),
  Tab: (props, children, place) => (
    <Tab id={id(props)} title={required(props, 'title')} level={number(props, 'level') ?? 3}>
      {renderTree(children, place)}
    </Tab>
  ),
  Steps: (props, children, place) => <Steps id={id(props)}>{renderTree(children, place)}</Steps>,
  Step: (props, children, place) => (
    <Step id={id(props)} title={required(props, 'title')}>
      {renderTree(children, place)}
    </Step>
  ),
  Exercise: (props, children, place) => (
    <Exercise
      id={id(props)}
      t={translate(place)}
      title={required(props, 'title')}
      minutes={number(props, 'minutes')}
      level={number(props, 'level') ?? 3}
    >
      {renderTree(children, place)}
    </Exercise>
  ),
  Solution: (props, children, place) => (
    <Solution id={id(props)} t={translate(place)}>
      {renderTree(children, place)}
    </Solution>
  ),
  PromptTryout: (props, children, place) => (
    <PromptTryout
      id={id(props)}
      t={translate(place)}
      task={required(props, 'task')}
      placeholder={text(props, 'placeholder')}
      minWords={number(props, 'minWords')}
      criteria={children}
    />
  ),
  Check: (props, _, place) => (
    <Check id={id(props)} t={translate(place)} place={place} itemIds={required(props, 'items').trim().split(/\s+/)} />
  ),
  Video: (props, children, place) => (
    <Video
      id={id(props)}
      t={translate(place)}
      src={required(props, 'src')}
      title={required(props, 'title')}
      poster={text(props, 'poster')}
      minutes={number(props, 'minutes')}
      transcript={renderTree(children, place)}
    />
  ),
  Embed: (props, _, place) => (
    <Embed
      id={id(props)}
      t={translate(place)}
      provider={(text(props, 'provider') ?? 'youtube') as Provider}
      videoId={required(props, 'id')}
      title={required(props, 'title')}
    />
  ),
  Sources: (props, children, place) => (
    <Sources id={id(props)} t={translate(place)}>
      {renderTree(children, place)}
    </Sources>
  ),
};

/** Elements that may be drawn, and how the catalog's property names read in React. */
const ELEMENTS = new Set(
  'p h2 h3 h4 h5 h6 em strong del blockquote br hr pre code ul ol li thead tbody tr th td a sup section input'.split(
    ' ',
  ),
);

function elementProps(tag: string, props: JsonProps | null, place: LessonPlace): Record<string, unknown> {
  const { align, className, ariaLabel, ariaDescribedBy, dataFootnoteRef, dataFootnoteBackref, dataFootnotes, ...rest } =
    props ?? {};
  const classes = [
    ...(Array.isArray(className) ? className : className ? [className] : []),
    ...(align ? [`lesson-${String(align)}`] : []),
  ];
  const given: Record<string, unknown> = { ...rest };
  if (classes.length > 0) given.className = classes.join(' ');
  if (ariaLabel) given['aria-label'] = ariaLabel;
  if (ariaDescribedBy)
    given['aria-describedby'] = Array.isArray(ariaDescribedBy) ? ariaDescribedBy.join(' ') : ariaDescribedBy;
  if (tag === 'th') given.scope = rest.scope ?? 'col';
  if (tag === 'a' && /^https?:/i.test(String(rest.href))) given.rel = 'noopener';
  if (tag === 'pre') given.tabIndex = 0;
  if (tag === 'input') {
    const { checked } = rest;
    return {
      type: 'checkbox',
      disabled: true,
      defaultChecked: Boolean(checked),
      'aria-label': translate(place)(checked ? 'task.done' : 'task.open'),
    };
  }
  return given;
}

function renderNode(node: Json, place: LessonPlace): ReactNode {
  if (typeof node === 'string') return node;
  const [tag, props, ...children] = node;
  const draw = Object.hasOwn(COMPONENTS, tag) ? COMPONENTS[tag] : undefined;
  if (draw) return draw(props, children, place);
  if (tag === 'table') {
    return (
      <PlainTable t={translate(place)} source={children} id={id(props)}>
        {renderTree(children, place)}
      </PlainTable>
    );
  }
  if (!ELEMENTS.has(tag)) return renderTree(children, place);
  return createElement(
    tag,
    elementProps(tag, props, place),
    ...(children.length > 0 ? [renderTree(children, place)] : []),
  );
}

/** Elements for a tree that the catalog checked; anything unknown shows only what it holds. */
export function renderTree(nodes: ReadonlyArray<Json>, place: LessonPlace): ReactNode {
  return nodes.map((node, index) => <Fragment key={index}>{renderNode(node, place)}</Fragment>);
}
