/*
 * repo_calls.h - the functions of libgit2 that repo.c calls.
 *
 * Layer   adapt. libgit2 is loaded with the first repository
 *         (adapt/library.h): it brings fifteen libraries with it.
 */
#ifndef DT_ADAPT_REPO_CALLS_H
#define DT_ADAPT_REPO_CALLS_H

#define DT_REPO_CALLS(X)          \
    X(git_blob_free)              \
    X(git_blob_lookup)            \
    X(git_blob_rawcontent)        \
    X(git_blob_rawsize)           \
    X(git_commit_author)          \
    X(git_commit_free)            \
    X(git_commit_id)              \
    X(git_commit_lookup)          \
    X(git_commit_parent_id)       \
    X(git_commit_parentcount)     \
    X(git_commit_raw_header)      \
    X(git_commit_summary)         \
    X(git_commit_time)            \
    X(git_commit_tree)            \
    X(git_error_last)             \
    X(git_ignore_path_is_ignored) \
    X(git_libgit2_init)           \
    X(git_object_free)            \
    X(git_object_id)              \
    X(git_object_lookup)          \
    X(git_object_peel)            \
    X(git_odb_exists)             \
    X(git_odb_free)               \
    X(git_odb_read_header)        \
    X(git_oid_equal)              \
    X(git_oid_fromstr)            \
    X(git_oid_tostr)              \
    X(git_repository_free)        \
    X(git_repository_is_shallow)  \
    X(git_repository_odb)         \
    X(git_repository_open_ext)    \
    X(git_repository_workdir)     \
    X(git_revparse_single)        \
    X(git_revwalk_free)           \
    X(git_revwalk_new)            \
    X(git_revwalk_next)           \
    X(git_revwalk_push)           \
    X(git_revwalk_push_head)      \
    X(git_revwalk_sorting)        \
    X(git_signature_default)      \
    X(git_signature_free)         \
    X(git_signature_new)          \
    X(git_tag_create)             \
    X(git_tree_entry_byindex)     \
    X(git_tree_entry_byname)      \
    X(git_tree_entry_bypath)      \
    X(git_tree_entry_filemode)    \
    X(git_tree_entry_free)        \
    X(git_tree_entry_id)          \
    X(git_tree_entry_name)        \
    X(git_tree_entry_type)        \
    X(git_tree_entrycount)        \
    X(git_tree_free)              \
    X(git_tree_id)                \
    X(git_tree_lookup)

#endif
