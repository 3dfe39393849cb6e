#!/usr/bin/env bash
# Puts the four files of a public data set into a folder and checks what they contain.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: fetch-data.sh fashion-mnist|mnist [--to DIR] [--from FOLDER]

Puts the train and t10k images and labels (IDX, gzip) into DIR, by default data/<name> in the current folder.
A file that is already there is checked and kept. Otherwise it comes
  from FOLDER, when --from is given, and from nowhere else; or else
  from Debian's package (apt-get install dataset-fashion-mnist), when that is installed; or else
  from the publisher's address.
The sha256 of the unpacked content decides: a file with another one is refused and not written.

Exit codes: 0 all four files are in DIR; 2 wrong usage; 3 a file is wrong or cannot be had.

Example: fetch-data.sh fashion-mnist --to data/fashion-mnist
TEXT
}

fail() {
  local code=$1
  shift
  printf '%s\n' "$*" >&2
  exit "$code"
}

sha256_of_content() {
  local file=$1
  local sum=(sha256sum)
  command -v sha256sum > /dev/null || sum=(shasum -a 256)
  case $file in
    *.gz) gzip -dc -- "$file" 2> /dev/null | "${sum[@]}" | cut -d ' ' -f 1 ;;
    *) "${sum[@]}" < "$file" | cut -d ' ' -f 1 ;;
  esac
}

# Prints why a file is not the expected one; nothing when it is.
difference() {
  local file=$1 expected=$2 found
  if ! found=$(sha256_of_content "$file"); then
    printf 'it is no whole gzip file'
  elif [[ $found != "$expected" ]]; then
    printf 'its content has sha256 %s, expected %s' "$found" "$expected"
  fi
}

# Makes the file that content is proved in before it takes its name; removed however this script ends.
make_part() {
  if [[ -z $part ]]; then
    part=$(mktemp "$to/.fetch.XXXXXX" 2> /dev/null) || fail 2 "Cannot fetch data for --to=$to: it cannot be written to. Pass another folder."
    trap 'rm -f -- "$part" "${part%.gz}"' EXIT
    mv -- "$part" "$part.gz"
    part+=.gz
  fi
}

# Copies a file into place, packed, once its content is proved.
install_file() {
  local source=$1 target=$2 expected=$3 reason
  case $source in
    *.gz) cp -- "$source" "$part" || fail 3 "Cannot write $part: the copy from $source failed. Check the space and rights." ;;
    *) gzip -nc -- "$source" > "$part" || fail 3 "Cannot write $part: packing $source failed. Check the space and rights." ;;
  esac
  reason=$(difference "$part" "$expected")
  if [[ -n $reason ]]; then
    fail 3 "Cannot use $source for $target: $reason. Fetch it again or from another place."
  fi
  chmod 644 "$part"
  mv -f -- "$part" "$target"
  echo "$target: from $source"
}

download() {
  local name=$1 target=$2 expected=$3 base reason tried=''
  command -v curl > /dev/null || fail 3 "Cannot fetch $target: there is no curl. Install curl, or pass --from FOLDER.$hint"
  for base in "${addresses[@]}"; do
    if ! curl --fail --silent --location --retry 2 --connect-timeout 20 --output "$part" "$base$name.gz"; then
      tried+=" $base$name.gz gave nothing;"
      continue
    fi
    reason=$(difference "$part" "$expected")
    if [[ -n $reason ]]; then
      tried+=" $base$name.gz: $reason;"
      continue
    fi
    chmod 644 "$part"
    mv -f -- "$part" "$target"
    echo "$target: from $base$name.gz"
    return
  done
  fail 3 "Cannot fetch $target:${tried%;}. Check the network, or pass --from FOLDER.$hint"
}

fetch() {
  local name=$1 expected=$2 place source reason
  local target="$to/$name.gz"
  if [[ -e $target ]]; then
    reason=$(difference "$target" "$expected")
    [[ -z $reason ]] || fail 3 "Cannot keep $target: $reason. Delete it and run this again."
    echo "$target: already there"
    return
  fi
  make_part
  for place in "$to" ${folders[@]+"${folders[@]}"}; do
    for source in "$place/$name.gz" "$place/$name"; do
      if [[ -e $source ]]; then
        install_file "$source" "$target" "$expected"
        return
      fi
    done
  done
  [[ -z $from ]] || fail 3 "Cannot fetch $target: $from holds neither $name.gz nor $name. Pass another folder."
  download "$name" "$target" "$expected"
}

dataset='' to='' from='' part=''
while (($# > 0)); do
  case $1 in
    --to | --from)
      (($# > 1)) || fail 2 "Cannot read the arguments: $1 needs a folder. See fetch-data.sh --help."
      if [[ $1 == --to ]]; then to=$2; else from=$2; fi
      shift 2
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    -*) fail 2 "Cannot read the arguments: there is no option $1. See fetch-data.sh --help." ;;
    *)
      [[ -z $dataset ]] || fail 2 "Cannot read the arguments: $1 is one too many. See fetch-data.sh --help."
      dataset=$1
      shift
      ;;
  esac
done

hint=''
folders=()
case $dataset in
  fashion-mnist)
    sums=(
      c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888
      bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9
      5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b
      0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34
    )
    addresses=(http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/)
    folders=(/usr/share/datasets/fashion-mnist)
    hint=' On Debian: apt-get install dataset-fashion-mnist.'
    ;;
  mnist)
    sums=(
      ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db
      65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5
      0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7
      ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2
    )
    addresses=(
      https://storage.googleapis.com/cvdf-datasets/mnist/
      https://ossci-datasets.s3.amazonaws.com/mnist/
    )
    ;;
  '') fail 2 "Cannot fetch data: no data set is named. See fetch-data.sh --help." ;;
  *) fail 2 "Cannot fetch data for $dataset: only fashion-mnist and mnist are known. See fetch-data.sh --help." ;;
esac

if [[ -n $from ]]; then
  [[ -d $from ]] || fail 2 "Cannot fetch data for --from=$from: there is no such folder. Pass a folder that holds the files."
  folders=("$from")
fi
to=${to:-data/$dataset}
mkdir -p -- "$to" 2> /dev/null || fail 2 "Cannot fetch data for --to=$to: the folder cannot be made. Pass one that you may write to."
names=(train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte)
for i in "${!names[@]}"; do
  fetch "${names[$i]}" "${sums[$i]}"
done
