import { Activity, useEffect, useRef } from 'react';
import type { PageConfig } from '../api.ts';
import { ConversationView } from './conversation-view.tsx';
import { type Address, titleOf } from './layout/address.ts';
import { Header } from './layout/header.tsx';
import { useAddress } from './layout/use-address.ts';
import { MomentsView } from './moments/moments-view.tsx';
import type { StreamState } from './stream/reducer.ts';
import { useNewRun } from './stream/use-new-run.ts';
import { useStream } from './stream/use-stream.ts';
import { WayOnlyView } from './way-only-view.tsx';

type ConversationProps = Readonly<{
  config: PageConfig;
  stream: StreamState;
  address: Address;
  goTo: (change: Partial<Address>) => void;
}>;

function Conversation({ config, stream, address, goTo }: ConversationProps) {
  if (config.helpdesk === null) return <WayOnlyView toolName={config.toolName} ways={stream.ways} />;
  return (
    <ConversationView
      config={config}
      helpdesk={config.helpdesk}
      stream={stream}
      address={address}
      goTo={goTo}
    />
  );
}

/** The whole page. What is begun in the conversation is kept while the moments are looked at. */
export function App({ config }: Readonly<{ config: PageConfig }>) {
  const stream = useStream();
  useNewRun(stream.runId);
  const [address, goTo] = useAddress();
  const title = titleOf(address);
  useEffect(() => {
    document.title = title;
  }, [title]);
  const main = useRef<HTMLElement>(null);
  return (
    <>
      <button type="button" className="skip-link" onClick={() => main.current?.focus()}>
        Skip to the main content
      </button>
      <Header config={config} connection={stream.connection} address={address} />
      <main ref={main} tabIndex={-1}>
        <Activity mode={address.view === 'conversation' ? 'visible' : 'hidden'}>
          <Conversation config={config} stream={stream} address={address} goTo={goTo} />
        </Activity>
        {address.view === 'conversation' ? null : stream.moments === null ? (
          <p className="empty">Waiting for the first numbers…</p>
        ) : (
          <MomentsView moments={stream.moments} />
        )}
      </main>
    </>
  );
}
