# Sourced by scripts that build: one compiler stays warm for all builds of the script, and ends with it. It is the script's own, which no
# setting of the machine turns off, and its end ends no other build. Reused build nodes would outlive the script.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
export UseSharedCompilation=true SharedCompilationId=cekura-build-$$

# A build is over before it would pay that methods are watched for what to compile better: five projects took 115 s of a processor, 71 s without.
export DOTNET_TieredPGO=0

end_compiler() {
    local sdk
    sdk=$(dotnet --list-sdks | sed -n "s/^$(dotnet --version) \[\(.*\)\]$/\1/p")/$(dotnet --version)
    dotnet "$sdk/Roslyn/bincore/VBCSCompiler.dll" -shutdown "-pipename:$SharedCompilationId" >/dev/null 2>&1
}
