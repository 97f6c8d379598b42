import type { AdminApi } from './admin-api.ts';
import { isMade, isOwn, ownMark, ownTitles } from './own.ts';
import { anyAnswer, type Macro, type View } from './wire-admin.ts';
import type { Part, Work } from './work.ts';

/** What agents find in their workspace: the macro that begins an answer, and the view of answers that did not go out. */
type Tool = Readonly<{
  kind: 'macro' | 'view';
  path: string;
  title: string;
  details: readonly string[];
  body: Readonly<Record<string, unknown>>;
}>;

const macroTool: Tool = {
  kind: 'macro',
  path: '/api/v2/macros',
  title: ownTitles.macro,
  details: ['an internal note that begins with "#translate "'],
  body: {
    actions: [
      { field: 'comment_mode_is_public', value: 'false' },
      { field: 'comment_value', value: '#translate ' },
    ],
  },
};

const viewTool = (tagPrefix: string): Tool => ({
  kind: 'view',
  path: '/api/v2/views',
  title: ownTitles.view,
  details: [`tickets with the tag ${tagPrefix}reply_failed that are not closed`],
  body: {
    all: [
      { field: 'current_tags', operator: 'includes', value: `${tagPrefix}reply_failed` },
      // Zendesk asks for one condition on status, type, group, assignee or requester.
      { field: 'status', operator: 'less_than', value: 'closed' },
    ],
    output: {
      columns: ['subject', 'requester', 'assignee', 'updated'],
      sort_by: 'updated',
      sort_order: 'desc',
    },
  },
});

type Listed = Pick<Macro | View, 'id' | 'title' | 'description' | 'active'>;

/** Macro and view are made once; what people make of them afterwards is theirs. One that is switched off stays so. */
export function planAgentTools(
  tagPrefix: string,
  there: Readonly<{ macros: readonly Listed[]; views: readonly Listed[] }>,
  stage: string,
  api: AdminApi,
): Part {
  const pairs = [
    [macroTool, there.macros],
    [viewTool(tagPrefix), there.views],
  ] as const;
  return {
    work: pairs.flatMap(([tool, listed]) => (listed.some(isOurs) ? [] : [creation(tool, stage, api)])),
    unchanged: pairs.flatMap(([{ kind }, listed]) =>
      listed.filter(isOurs).map(({ title }) => `${kind} "${title}"`),
    ),
  };
}

const isOurs = ({ description }: Listed) => isMade(description);

function creation({ kind, path, title, details, body }: Tool, stage: string, api: AdminApi): Work {
  const what = `${kind} "${title}"`;
  return {
    change: { place: 'helpdesk', action: 'create', what, details },
    async run() {
      const made = { [kind]: { title, description: ownMark(stage), active: true, ...body } };
      await api.call({ method: 'POST', path, body: made, doing: `make the ${what}` }, anyAnswer);
      return undefined;
    },
  };
}

export function removeAgentTools(
  there: Readonly<{ macros: readonly Listed[]; views: readonly Listed[] }>,
  stage: string,
  api: AdminApi,
): Part {
  const isOwnOne = ({ description }: Listed) => isOwn(description, stage);
  const removal =
    (kind: string, path: string) =>
    (listed: Listed): Work => {
      const what = `${kind} "${listed.title}"`;
      return {
        change: { place: 'helpdesk', action: 'remove', what, details: [] },
        run: async () => void (await api.remove(`${path}/${listed.id}`, `remove the ${what}`)),
      };
    };
  return {
    work: [
      ...there.macros.filter(isOwnOne).map(removal('macro', '/api/v2/macros')),
      ...there.views.filter(isOwnOne).map(removal('view', '/api/v2/views')),
    ],
  };
}
