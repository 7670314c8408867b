#pragma once

#include <string_view>
#include <vector>

#include <gumbo.h>

namespace sitmap {

/// The value of an attribute; empty where there is none.
inline std::string_view attribute(const GumboNode* node, const char* name)
{
    const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found == nullptr ? std::string_view{} : std::string_view{found->value};
}

inline bool is_element(const GumboNode* node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

inline bool is_text(const GumboNode* node)
{
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}

inline std::vector<const GumboNode*> children_of(const GumboNode* node)
{
    const GumboVector& list = node->v.element.children;
    std::vector<const GumboNode*> result;
    result.reserve(list.length);
    for (unsigned i = 0; i < list.length; ++i)
        result.push_back(static_cast<const GumboNode*>(list.data[i]));
    return result;
}

} // namespace sitmap
