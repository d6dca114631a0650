// Brings a lesson's HTML to life in the browser: tabs, try-outs, players on demand, definitions beside their word. Plain DOM.
import type { Locale } from '~/i18n/locale';
import { mentions, phrasesOf, wordCount } from './criteria';

/** What undoes one enhancement. */
type Undo = () => void;
type Life = { signal: AbortSignal; undo: Array<Undo>; locale: Locale };

function all<E extends HTMLElement>(root: ParentNode, selector: string): Array<E> {
  return [...root.querySelectorAll<E>(selector)];
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string>,
  text = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

/** Tabs as the ARIA Authoring Practices describe them: arrows, Home and End move and select; Tab goes to the panel. */
function enhanceTabs(tabs: HTMLElement, { signal, undo }: Life): void {
  const panels = all(tabs, ':scope > [data-lesson-tab]');
  const list = make('div', { role: 'tablist', class: 'lesson-tablist', 'aria-label': tabs.dataset.lessonTabs ?? '' });
  const buttons = panels.map((panel) => {
    const id = `${panel.id}-tab`;
    const button = make(
      'button',
      { type: 'button', role: 'tab', id, 'aria-controls': panel.id },
      panel.dataset.lessonTab,
    );
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', id);
    panel.tabIndex = 0;
    list.append(button);
    return button;
  });
  function select(chosen: number, focus: boolean): void {
    buttons.forEach((button, index) => {
      button.setAttribute('aria-selected', String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
      panels[index]!.hidden = index !== chosen;
    });
    if (focus) buttons[chosen]!.focus();
  }
  list.addEventListener(
    'click',
    (event) => {
      const index = buttons.indexOf(event.target as HTMLButtonElement);
      if (index >= 0) select(index, false);
    },
    { signal },
  );
  list.addEventListener(
    'keydown',
    (event) => {
      const now = buttons.indexOf(event.target as HTMLButtonElement);
      const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: buttons.length - 1 }[event.key];
      if (now < 0 || to === undefined) return;
      event.preventDefault();
      select((to + buttons.length) % buttons.length, true);
    },
    { signal },
  );
  tabs.addEventListener(
    'lesson-reveal',
    (event) =>
      select(
        panels.findIndex((panel) => panel.contains(event.target as Node)),
        false,
      ),
    { signal },
  );
  tabs.prepend(list);
  tabs.classList.add('lesson-tabs-live');
  select(0, false);
  undo.push(() => {
    list.remove();
    tabs.classList.remove('lesson-tabs-live');
    for (const panel of panels) {
      panel.hidden = false;
      for (const name of ['role', 'aria-labelledby', 'tabindex']) panel.removeAttribute(name);
    }
  });
}

/** Checks what is typed against the criteria, and says how many are met once the typing pauses. */
function enhanceTryout(tryout: HTMLElement, { signal, undo, locale }: Life): void {
  const field = tryout.querySelector('textarea')!;
  const status = tryout.querySelector<HTMLElement>('[role=status]')!;
  const criteria = all(tryout, '.lesson-criterion');
  const { status: template = '', met: metText = '', open: openText = '' } = tryout.dataset;
  let timer = 0;
  function judge(): void {
    const text = field.value.toLocaleLowerCase(locale);
    let met = 0;
    for (const criterion of criteria) {
      const { any, words } = criterion.dataset;
      const holds = words ? wordCount(text) >= Number(words) : mentions(text, phrasesOf(any ?? ''));
      if (holds) met++;
      criterion.classList.toggle('lesson-met', holds);
      criterion.querySelector('[data-lesson-state]')!.textContent = ` ${holds ? metText : openText}`;
    }
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      status.textContent = template.replace('{met}', String(met)).replace('{total}', String(criteria.length));
    }, 400);
  }
  status.hidden = false;
  field.addEventListener('input', judge, { signal });
  if (field.value) judge();
  undo.push(() => {
    window.clearTimeout(timer);
    status.hidden = true;
    for (const criterion of criteria) criterion.classList.remove('lesson-met');
  });
}

const PLAYERS: Readonly<Record<string, (id: string) => string>> = {
  youtube: (id) => `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`,
  vimeo: (id) => `https://player.vimeo.com/video/${id}?autoplay=1&dnt=1`,
};

/** Puts the player in place of its link, once that is pressed. */
function enhanceEmbed(link: HTMLAnchorElement, { signal }: Life): void {
  link.addEventListener(
    'click',
    (event) => {
      const { lessonEmbed = '', video = '', title = '' } = link.dataset;
      const player = Object.hasOwn(PLAYERS, lessonEmbed) ? PLAYERS[lessonEmbed] : undefined;
      if (!player || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const frame = make('iframe', {
        src: player(encodeURIComponent(video)),
        title,
        class: 'lesson-player',
        allow: 'autoplay; encrypted-media; fullscreen; picture-in-picture',
        referrerpolicy: 'strict-origin-when-cross-origin',
      });
      link.replaceWith(frame);
      frame.focus();
    },
    { signal },
  );
}

/** Regions that fit need no stop of their own for the keyboard; the others say that they scroll. */
function enhanceScroll(region: HTMLElement, { undo }: Life): void {
  const hint = make('p', { class: 'lesson-scroll-hint', 'aria-hidden': 'true' }, region.dataset.lessonScroll);
  region.after(hint);
  const observer = new ResizeObserver(() => {
    const scrolls = region.scrollWidth > region.clientWidth + 1;
    hint.hidden = !scrolls;
    if (scrolls) region.tabIndex = 0;
    else region.removeAttribute('tabindex');
  });
  observer.observe(region);
  undo.push(() => {
    observer.disconnect();
    hint.remove();
    region.tabIndex = 0;
  });
}

/** Opens a definition under its word, or above where there is no room. */
function placeDefinition(event: Event): void {
  const popover = event.target as HTMLElement;
  if (!popover.matches('.lesson-definition') || (event as ToggleEvent).newState !== 'open') return;
  const word = popover.previousElementSibling?.getBoundingClientRect();
  if (!word) return;
  const { offsetWidth, offsetHeight, style } = popover;
  const below = word.bottom + 8;
  style.inset = 'auto';
  style.left = `${Math.max(12, Math.min(word.left, window.innerWidth - offsetWidth - 12))}px`;
  style.top = `${below + offsetHeight > window.innerHeight - 12 ? Math.max(12, word.top - offsetHeight - 8) : below}px`;
}

/** Shows what the address points at, when it lies in a closed tab or a folded part. */
function revealTarget(root: HTMLElement): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id ? root.querySelector(`#${CSS.escape(id)}`) : null;
  if (!target) return;
  const before = target.getClientRects().length > 0;
  for (let parent: Element | null = target; parent && parent !== root; parent = parent.parentElement) {
    if (parent instanceof HTMLDetailsElement) parent.open = true;
    if (parent instanceof HTMLElement && parent.hidden)
      parent.dispatchEvent(new Event('lesson-reveal', { bubbles: true }));
  }
  if (!before) target.scrollIntoView();
}

/**
 * Enhances the lesson's HTML within `root`; call it after the HTML is in place. Returns what undoes it, for when the text goes
 * away. Calling it again on the same HTML without that first makes everything double.
 */
export function enhanceLesson(root: HTMLElement, locale: Locale): () => void {
  const controller = new AbortController();
  const life: Life = { signal: controller.signal, undo: [], locale };
  for (const tabs of all(root, '[data-lesson-tabs]')) enhanceTabs(tabs, life);
  for (const tryout of all(root, '[data-lesson-tryout]')) enhanceTryout(tryout, life);
  for (const link of all<HTMLAnchorElement>(root, '[data-lesson-embed]')) enhanceEmbed(link, life);
  for (const region of all(root, '[data-lesson-scroll]')) enhanceScroll(region, life);
  // "toggle" does not bubble.
  root.addEventListener('toggle', placeDefinition, { signal: life.signal, capture: true });
  window.addEventListener('hashchange', () => revealTarget(root), { signal: life.signal });
  revealTarget(root);
  return () => {
    controller.abort();
    for (const undo of life.undo) undo();
  };
}
