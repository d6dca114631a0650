// How a page of running text is shown: its sections, and a list of them beside.
import type { ReactNode } from 'react';
import type { Prose } from '~/i18n/prose';
import { Page, PageHeader } from '~/ui/kit/page';

export function ProsePage({ prose, children }: { prose: Prose; children?: ReactNode }) {
  return (
    <Page>
      <PageHeader title={prose.title} lead={prose.lead} />
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <nav aria-label={prose.contents} className="no-print lg:sticky lg:top-24 lg:self-start">
          <p className="mb-2 font-semibold">{prose.contents}</p>
          <ul className="grid gap-0.5 border-l-2 border-line text-[0.9375rem]">
            {prose.sections.map((section) => (
              <li key={section.id}>
                <a href={`#${section.id}`} className="block py-1 pl-4 text-muted hover:text-accent">
                  {section.title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="prose text-[1.0625rem]">
          {prose.sections.map((section) => (
            <section key={section.id} className="not-first:mt-12">
              <h2 id={section.id}>{section.title}</h2>
              {section.paragraphs.map((paragraph) => (
                <p key={paragraph} className="mt-4">
                  {paragraph}
                </p>
              ))}
              {section.points && (
                <ul className="mt-4">
                  {section.points.map((point) => (
                    <li key={point}>{point}</li>
                  ))}
                </ul>
              )}
            </section>
          ))}
          {children}
        </div>
      </div>
    </Page>
  );
}
