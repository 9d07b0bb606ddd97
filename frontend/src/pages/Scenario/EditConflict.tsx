import { Show } from "solid-js";
import { ConflictDialog } from "../../components/ConflictDialog";
import type { OpenConflict } from "./useScenarioEdits";

/** The conflict that an edit ran into, while there is one: both versions, and what each choice does. */
export function EditConflict(props: { conflict: OpenConflict | null }) {
  return (
    <Show when={props.conflict}>
      {(conflict) => (
        <ConflictDialog
          conflict={conflict()}
          onKeepMine={conflict().keepMine}
          onTakeTheirs={conflict().takeTheirs}
          onClose={conflict().close}
        />
      )}
    </Show>
  );
}
