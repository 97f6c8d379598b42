import { Fragment, type ReactNode } from 'react';
import type { MomentId } from '../../../../moments.ts';
import type { Moments } from '../../api.ts';
import { CharactersChart } from './characters-chart.tsx';
import { IntentsChart } from './intents-chart.tsx';
import './moments.css';
import { SentimentChart } from './sentiment-chart.tsx';
import { Tiles } from './tiles.tsx';
import { TimeChart } from './time-chart.tsx';
import { TroublesChart } from './troubles-chart.tsx';

/** How each of the Moments is drawn, numbers first; the deployed dashboard shows the same ones (`infra/moments.ts`). */
const drawings: Readonly<Record<MomentId, (moments: Moments) => ReactNode>> = {
  outcomes: ({ counts }) => <Tiles moment="outcomes" counts={counts} />,
  replies: ({ counts }) => <Tiles moment="replies" counts={counts} />,
  sentiment: ({ sentiment, sentimentTotals }) => (
    <SentimentChart sentiment={sentiment} sentimentTotals={sentimentTotals} />
  ),
  intents: ({ intentsByLanguage }) => <IntentsChart intentsByLanguage={intentsByLanguage} />,
  timeToNote: ({ timeToNote }) => <TimeChart timeToNote={timeToNote} />,
  characters: ({ characters }) => <CharactersChart characters={characters} />,
  troubles: ({ troubles, counts }) => <TroublesChart troubles={troubles} counts={counts} />,
};

/** What customers feel and want, what it takes and costs: from the functions' own metrics, as they come in. */
export function MomentsView({ moments }: { moments: Moments }) {
  return (
    <div className="moments">
      <h2 className="visually-hidden">Moments</h2>
      {Object.entries(drawings).map(([id, draw]) => (
        <Fragment key={id}>{draw(moments)}</Fragment>
      ))}
    </div>
  );
}
