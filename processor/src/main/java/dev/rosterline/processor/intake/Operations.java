package dev.rosterline.processor.intake;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.Outcome.Operation;

/** What a command would have been called, for one that was not decided. */
final class Operations {

  private Operations() {}

  static Operation of(Command command) {
    return switch (command) {
      case Command.CreateUser _ -> Operation.USER_CREATE;
      case Command.ReplaceUser _, Command.PatchUser _ -> Operation.USER_UPDATE;
      case Command.DeleteUser _ -> Operation.USER_REMOVE;
      case Command.CreateGroup _ -> Operation.GROUP_CREATE;
      case Command.ReplaceGroup _, Command.PatchGroup _ -> Operation.GROUP_UPDATE;
      case Command.DeleteGroup _ -> Operation.GROUP_DELETE;
      case Command.RemovalDue _ -> Operation.REMOVAL_DUE;
      case Command.CancelRemoval _ -> Operation.REMOVAL_CANCEL;
      case Command.ReleaseHold _ -> Operation.HOLD_RELEASE;
      case Command.CancelHold _ -> Operation.HOLD_CANCEL;
      case Command.RestoreMember _ -> Operation.REMOVAL_UNDO;
      case Command.ErasePerson _ -> Operation.PERSON_ERASE;
      case Command.DeriveStanding _, Command.DeriveClass _ -> Operation.STANDING_DERIVE;
      case Command.ChangePolicy _ -> Operation.POLICY_CHANGE;
    };
  }
}
