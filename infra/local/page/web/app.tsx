import { useRef } from 'react';
import type { PageConfig } from '../api.ts';
import { ConversationView } from './conversation-view.tsx';
import { Header } from './layout/header.tsx';
import { useView } from './layout/use-view.ts';
import { MomentsView } from './moments/moments-view.tsx';
import { useStream } from './stream/use-stream.ts';
import { WayOnlyView } from './way-only-view.tsx';

/** The whole page. */
export function App({ config }: Readonly<{ config: PageConfig }>) {
  const stream = useStream();
  const view = useView();
  const main = useRef<HTMLElement>(null);
  return (
    <>
      <button type="button" className="skip-link" onClick={() => main.current?.focus()}>
        Skip to the main content
      </button>
      <Header config={config} connection={stream.connection} view={view} />
      <main ref={main} tabIndex={-1}>
        {view === 'moments' ? (
          stream.moments === null ? (
            <p className="empty">Waiting for the first numbers…</p>
          ) : (
            <MomentsView moments={stream.moments} />
          )
        ) : config.helpdesk === null ? (
          <WayOnlyView toolName={config.toolName} ways={stream.ways} />
        ) : (
          <ConversationView config={config} helpdesk={config.helpdesk} stream={stream} />
        )}
      </main>
    </>
  );
}
