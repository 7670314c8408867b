#include "render/sfml/store_edits.hpp"

#include "geodata/error.hpp"

namespace sitmap {

bool StoreEdits::change(const LedgerChange& change, const Edit& edit, Map& map, std::string& trouble) const
{
    if (!edit_) {
        trouble = "nothing can be edited here: this is no store";
        return false;
    }
    try {
        EditedStore edited = edit_(change, edit.incidents);
        map.ledger = std::move(edited.ledger);
        if (edited.records)
            map.records = edited.records->size() > 0
                              ? std::make_shared<const Records>(*std::move(edited.records))
                              : nullptr;
    } catch (const Error& error) {
        trouble = error.what();
        return false;
    }
    return true;
}

bool StoreEdits::make(const Edit& edit, Map& map, std::string& trouble)
{
    if (!change(edit.apply, edit, map, trouble))
        return false;
    history_.made(edit);
    return true;
}

bool StoreEdits::take_back(Map& map, std::string& words)
{
    const Edit* const edit = history_.to_undo();
    if (edit == nullptr) {
        words = "Nothing to take back";
        return false;
    }
    if (!change(edit->revert, *edit, map, words))
        return false;
    words = "Taken back: " + edit->words;
    history_.undone();
    return true;
}

bool StoreEdits::redo(Map& map, std::string& words)
{
    const Edit* const edit = history_.to_redo();
    if (edit == nullptr) {
        words = "Nothing to do again";
        return false;
    }
    if (!change(edit->apply, *edit, map, words))
        return false;
    words = "Done again: " + edit->words;
    history_.redone();
    return true;
}

} // namespace sitmap
