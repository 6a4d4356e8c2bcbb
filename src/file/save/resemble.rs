//! Gives a new file what the old one had besides its content: owner, group, permissions, access control list, attributes.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Gives `file` the owner, the group, the permissions and the attributes of the file at `old`, as far as the system allows it. Nobody gets
/// more rights than before: if the group is not kept, the new group may do what others may do.
#[cfg(unix)]
pub fn resemble(file: &File, old: &Path, before: &Metadata) -> io::Result<()> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    const RUN_AS_OWNER: u32 = 0o4000;
    const RUN_AS_GROUP: u32 = 0o2000;

    let is_like_before = |now: &Metadata| (now.uid(), now.gid()) == (before.uid(), before.gid());
    if !is_like_before(&file.metadata()?) && fchown(file, Some(before.uid()), Some(before.gid())).is_err() {
        // Only an administrator can give files away, but who is in the group can give a file to it.
        let _stays_with_the_group_of_new_files = fchown(file, None, Some(before.gid()));
    }
    let now = file.metadata()?;
    let mut mode = before.mode() & 0o7777;
    let keeps_group = now.gid() == before.gid();
    if now.uid() != before.uid() {
        mode &= !RUN_AS_OWNER;
    }
    if !keeps_group {
        mode &= !RUN_AS_GROUP;
    }
    let keeps_rights = attributes::copy(file, old, keeps_group);
    if !(keeps_group && keeps_rights) {
        mode &= !0o070 | (mode & 0o007) << 3;
    }
    file.set_permissions(Permissions::from_mode(mode))
}

/// Gives `file` the permissions of the file before.
#[cfg(not(unix))]
pub fn resemble(file: &File, _: &Path, before: &Metadata) -> io::Result<()> {
    file.set_permissions(before.permissions())
}

#[cfg(unix)]
mod attributes {
    use std::ffi::OsStr;
    use std::fs::File;
    use std::path::Path;

    use xattr::FileExt;

    /// The attribute that Linux keeps an access control list in.
    const ACCESS: &str = "system.posix_acl_access";

    /// Copies the attributes of the file at `old`, as far as possible; the access control list only `with_rights`. Returns whether the
    /// list, if there is one, was copied.
    pub fn copy(file: &File, old: &Path, with_rights: bool) -> bool {
        let is_ours = |name: &OsStr| {
            let name = name.to_string_lossy();
            // On Linux, the other attributes belong to the system, such as a checksum of the old content.
            cfg!(not(target_os = "linux")) || name.starts_with("user.") || name == "security.selinux"
        };
        for name in xattr::list(old).into_iter().flatten().filter(|name| is_ours(name)) {
            if let Ok(Some(value)) = xattr::get(old, &name) {
                let _not_worth_a_word = file.set_xattr(&name, &value);
            }
        }
        match xattr::get(old, ACCESS) {
            Ok(Some(list)) => with_rights && file.set_xattr(ACCESS, &list).is_ok(),
            // A folder may give each new file a list. The old file had none.
            Ok(None) => {
                let _there_may_be_none = file.remove_xattr(ACCESS);
                true
            }
            // There are no such lists here.
            Err(_) => true,
        }
    }
}
